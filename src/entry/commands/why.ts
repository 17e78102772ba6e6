import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { detectFile } from '../../bundle/detect.ts';
import { ownership } from '../../bundle/ownership.ts';
import { identityAt, pairConfigs, selectBundle } from '../../check/sides.ts';
import { engineFacts } from '../../host/engine.ts';
import type { GitRepository } from '../../host/git/repository.ts';
import { EXIT, refuse } from '../../problem.ts';
import { nearest } from '../../reader/nearest.ts';
import { type BundleOwnership, type WhyFacts, whyDocument } from '../../report/documents/why.ts';
import { whyText } from '../../report/why-text.ts';
import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../io.ts';
import { configChoice, withRepository } from '../session.ts';
import { type Command, common, PLAIN_FORMS, REPOSITORY } from './command.ts';

/** Which component owns a path, or by how little none does. */
export const whyCommand: Command = {
  name: 'why',
  summary: 'which component owns a path, or why none does',
  usage: 'airlock why PATH [--ref REF]',
  options: {
    ref: { type: 'string', value: 'REF', help: 'commit; HEAD unless given' },
    ...REPOSITORY,
    ...common(PLAIN_FORMS),
  },
  forms: PLAIN_FORMS,
  words: 1,
  run: (args, terminal) =>
    withRepository(args, terminal, async (repository) => {
      const given = args.words[0] ?? refuse('option-missing', { expected: 'airlock why PATH' });
      const document = whyDocument(await factsOf(given, args, terminal, repository), await engineFacts());
      return {
        exit: EXIT.go,
        text: (palette) => whyText(document, palette),
        json: () => document,
      };
    }),
};

async function factsOf(
  given: string,
  args: Arguments,
  terminal: Terminal,
  repository: GitRepository,
): Promise<WhyFacts> {
  const commit = await repository.commit(args.text('ref') ?? 'HEAD');
  const tree = await repository.tree(commit);
  const known = new Set(tree.map((file) => file.path));
  const path = await pathInTree(given, terminal.cwd, repository.workTree, known);
  const choice = await configChoice(args.text('config'), terminal.cwd, repository);
  const pairs = selectBundle(await pairConfigs(repository, commit, commit, choice), args.text('bundle'));
  const bundles: BundleOwnership[] = [];
  for (const { head } of pairs) {
    const { name, components } = await identityAt(repository, commit, head);
    bundles.push({ bundle: name, file: head?.path ?? null, ...ownership(components, path, tree) });
  }
  return {
    commit,
    path,
    exists: known.has(path),
    nearest: known.has(path) ? null : nearest(path, known),
    bundles,
    detection: await detectFile(repository, commit, path),
  };
}

/** Paths are said from the root of the repository; one that is there from the current folder is meant from there. */
async function pathInTree(
  given: string,
  cwd: string,
  top: string | null,
  known: ReadonlySet<string>,
): Promise<string> {
  const plain = given.replace(/^(?:\.\/)+/u, '');
  if (top === null || (!isAbsolute(given) && known.has(plain))) return plain;
  const here = isAbsolute(given) ? given : join(await realpath(cwd), given);
  const steps = relative(await realpath(top), here)
    .split(sep)
    .join('/');
  const inside = steps !== '' && !steps.startsWith('..') && !isAbsolute(steps);
  return inside && (isAbsolute(given) || known.has(steps)) ? steps : plain;
}
