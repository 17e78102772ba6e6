import { environmentOf } from '../../config/policy.ts';
import { CommandDeployer } from '../../host/deploy/command.ts';
import { GitFileDeployer } from '../../host/deploy/git-file.ts';
import { GitBranch } from '../../host/git/branch.ts';
import type { Deployer } from '../../release/deployer.ts';
import type { DeployPorts } from '../../release/outcome.ts';
import type { Desk } from '../ledger.ts';
import { accessOf, remoteOf } from '../store.ts';
import { mirrorOf } from './mirror.ts';
import type { Subject } from './subject.ts';

/** How a version gets to an environment, as the policy says it; null where it says nothing. */
export async function deployerOf(
  { args, repository, terminal }: Desk,
  { policy, environment }: Pick<Subject, 'policy' | 'environment'>,
): Promise<Deployer | null> {
  const { deploy } = environmentOf(policy, environment);
  if (deploy === null || deploy === undefined) return null;
  const { location, workTree } = repository;
  if ('run' in deploy) return new CommandDeployer(deploy.run, workTree ?? location.directory, terminal.env);
  const remote = await remoteOf(args, location);
  return new GitFileDeployer(new GitBranch(location, remote, deploy.branch, accessOf(terminal)), deploy.file);
}

/** What a version is brought to an environment by, and shown with. */
export async function deployPorts(
  desk: Desk,
  place: Pick<Subject, 'policy' | 'environment'>,
): Promise<DeployPorts> {
  const mirror = await mirrorOf(desk.terminal);
  return {
    ledger: desk.store,
    now: desk.terminal.now,
    deployer: await deployerOf(desk, place),
    ...(mirror === undefined ? {} : { mirror }),
  };
}
