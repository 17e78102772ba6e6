import { describeSide, pairConfigs, selectBundle } from '../../check/sides.ts';
import { lastRecorded, sinceRecorded, versionOf } from '../../check/version.ts';
import { DEFAULT_POLICY } from '../../config/policy.ts';
import { engineFacts } from '../../host/engine.ts';
import type { GitRepository } from '../../host/git/repository.ts';
import { EXIT } from '../../problem.ts';
import { type VersionDocument, versionDocument, versionsDocument } from '../../report/documents/documents.ts';
import { versionText } from '../../report/version-text.ts';
import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../io.ts';
import { configChoice, withRepository } from '../session.ts';
import { type Command, common, PLAIN_FORMS, REPOSITORY } from './command.ts';

/** Identity of the bundles at one commit. */
export const versionCommand: Command = {
  name: 'version',
  summary: 'digest, components and version of a bundle',
  usage: 'airlock version [--ref REF]',
  options: {
    ref: { type: 'string', value: 'REF', help: 'commit; HEAD unless given' },
    ...REPOSITORY,
    ...common(PLAIN_FORMS),
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withRepository(args, terminal, async (repository) => {
      const documents = await describeAll(args, terminal, repository);
      return {
        exit: EXIT.go,
        text: (palette) => documents.map((document) => versionText(document, palette)).join('\n'),
        json: () => (documents.length === 1 ? documents[0] : versionsDocument(documents)),
      };
    }),
};

async function describeAll(
  args: Arguments,
  terminal: Terminal,
  repository: GitRepository,
): Promise<VersionDocument[]> {
  const commit = await repository.commit(args.text('ref') ?? 'HEAD');
  const engine = await engineFacts();
  const choice = await configChoice(args.text('config'), terminal.cwd, repository);
  const pairs = selectBundle(await pairConfigs(repository, commit, commit, choice), args.text('bundle'));
  const documents: VersionDocument[] = [];
  for (const { head } of pairs) {
    const side = await describeSide(repository, commit, head, null);
    const recorded = await lastRecorded(
      { repository, history: repository.history },
      side.bundle.name,
      commit,
    );
    const endOfLife = head?.result.ok ? head.result.policy.endOfLife : DEFAULT_POLICY.endOfLife;
    const tier =
      recorded === null
        ? 'low'
        : await sinceRecorded({ repository }, recorded, side, { today: terminal.today, endOfLife });
    documents.push(versionDocument(side.bundle, versionOf(side.bundle, recorded, tier, null), engine));
  }
  return documents;
}
