import { environmentOf } from '../../config/policy.ts';
import { CommandDeployer } from '../../host/deploy/command.ts';
import { GitFileDeployer } from '../../host/deploy/git-file.ts';
import { GitBranch } from '../../host/git/branch.ts';
import { refuse } from '../../problem.ts';
import type { Deployer } from '../../release/deployer.ts';
import { HandedOver, type OrderReport } from '../../release/handed-over.ts';
import type { DeployPorts } from '../../release/outcome.ts';
import type { Arguments, OptionRules } from '../arguments.ts';
import type { Desk } from '../ledger.ts';
import { accessOf, remoteOf } from '../store.ts';
import { mirrorOf } from './mirror.ts';
import type { Subject } from './subject.ts';

/** Options of a command whose deployment may be somebody else's work. */
export const HANDS_OVER: OptionRules = {
  begin: { type: 'boolean', help: 'write the intent, and leave the deployment to whoever asks' },
  report: {
    type: 'string',
    value: 'JSON',
    help: 'what came of it: the last line that the deployment printed',
  },
  fence: { type: 'string', value: 'N', help: 'number of the order that this is about' },
};

/** What is said of an order that was handed over; null where nothing is. */
export function reportOf(args: Arguments): OrderReport | null {
  const line = args.text('report');
  if (line === null) return null;
  return { line, fence: fenceOf(args) ?? refuse('option-missing', { expected: '--fence N with --report' }) };
}

/** The order that a command is about; null where it is about any. */
export function fenceOf(args: Arguments): number | null {
  const text = args.text('fence');
  if (text === null) return null;
  if (!/^[1-9]\d{0,8}$/u.test(text))
    refuse('option-bad-value', { found: `--fence ${text}`, expected: 'the number of an order' });
  return Number(text);
}

/** The same for a command whose deployment may be handed over to whoever asks. */
export async function handedOverPorts(
  desk: Desk,
  place: Pick<Subject, 'policy' | 'environment'>,
): Promise<DeployPorts> {
  const ports = await deployPorts(desk, place);
  const report = reportOf(desk.args);
  const isHandedOver = desk.args.flag('begin') || report !== null;
  return isHandedOver ? { ...ports, deployer: new HandedOver(report, ports.deployer) } : ports;
}

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

/** Whether a version could be served now, by the word of whoever deploys; null where nobody can tell. */
export async function probed(
  deployer: Deployer | null,
  order: Parameters<Deployer['probe']>[0],
): Promise<boolean | null> {
  return deployer === null ? null : deployer.probe(order);
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
