import { MlflowRegistry, mlflowAccess } from '../../host/registry/mlflow.ts';
import { EXIT, refuse } from '../../problem.ts';
import { registryPlan } from '../../release/registry.ts';
import { follow } from '../../release/registry-follow.ts';
import { mirrorDocument } from '../../report/documents/registry.ts';
import { MODEL_DESCRIPTION, registryText } from '../../report/release/registry-text.ts';
import { withLedger } from '../ledger.ts';
import { described } from '../release/described.ts';
import { subjectAt } from '../release/subject.ts';
import { type Command, PLAIN_FORMS } from './command.ts';
import { READS_LEDGER } from './ledger-command.ts';

/** A model registry follows the ledger, for whoever looks there. */
export const mirrorCommand: Command = {
  name: 'mirror',
  summary: 'whether a model registry says what the ledger says, and write what it lacks',
  usage: 'airlock mirror [--apply] [--repair]',
  options: {
    apply: { type: 'boolean', help: 'write what the registry lacks' },
    repair: { type: 'boolean', help: 'also put right what somebody changed there' },
    ...READS_LEDGER,
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withLedger(args, terminal, async (desk) => {
      const { opened } = desk;
      const { bundle, policy } = await subjectAt(desk, 'HEAD');
      if (opened.commit === null) refuse('ledger-missing', {});
      const access = mlflowAccess(terminal.env) ?? refuse('registry-unnamed', {});
      const model = policy.registry?.model ?? bundle;
      const registry = new MlflowRegistry(access, model);
      const seen = await registry.read();
      const plan = registryPlan(opened.state, bundle, seen);
      const repair = args.flag('repair');
      const applied = repair || args.flag('apply');
      const repaired = repair ? plan.disagreements.filter((one) => one.repair !== null) : [];
      if (applied)
        await follow(registry, seen, [...plan.steps, ...repaired.flatMap(({ repair: step }) => step ?? [])], {
          model: MODEL_DESCRIPTION,
          describe: (release) => described(desk, bundle, release, policy.registry?.source ?? null),
        });
      const document = mirrorDocument(bundle, model, plan, { applied, repaired });
      return {
        exit: document.outcome === 'disagrees' ? EXIT.noGo : EXIT.go,
        text: (palette) => registryText(document, palette),
        json: () => document,
      };
    }),
};
