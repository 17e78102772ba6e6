import { environmentOf } from '../../config/policy.ts';
import { CommandDeployer } from '../../host/deploy/command.ts';
import { GitFileDeployer } from '../../host/deploy/git-file.ts';
import type { Deployer } from '../../release/deployer.ts';
import type { Desk } from '../ledger.ts';
import type { Subject } from './subject.ts';

/** How a version gets to an environment, as the policy says it; null where it says nothing. */
export function deployerOf(
  { repository, terminal }: Desk,
  { policy, environment }: Pick<Subject, 'policy' | 'environment'>,
): Deployer | null {
  const { deploy } = environmentOf(policy, environment);
  if (deploy === null || deploy === undefined) return null;
  const { location, workTree } = repository;
  return 'run' in deploy
    ? new CommandDeployer(deploy.run, workTree ?? location.directory, terminal.env)
    : new GitFileDeployer(location, deploy);
}
