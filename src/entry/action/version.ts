import { join } from 'node:path';
import { info } from '@actions/core';
import { writeWhole } from '../../host/files.ts';
import { versionsDocument } from '../../report/documents/documents.ts';
import { versionSummary } from '../../report/look-summary.ts';
import { PLAIN } from '../../report/terminal.ts';
import { versionText } from '../../report/version-text.ts';
import { withoutCommands } from '../../report/voice.ts';
import { configChoice } from '../session.ts';
import { versionsAt } from '../versions.ts';
import { guardedInCheckout } from './guard.ts';
import { readLookInputs } from './inputs.ts';
import { setOutputs } from './outputs.ts';
import { PullDesk } from './pull.ts';
import type { Started } from './start.ts';
import { writeSummary } from './voice.ts';

/** `actions/version`: what the checkout is called. */
export function runVersion(started: Started): Promise<void> {
  return guardedInCheckout(started, async (context, repository) => {
    const inputs = readLookInputs();
    const desk = new PullDesk(context, inputs);
    const documents = await versionsAt(repository, desk.history(repository), {
      commit: await repository.commit('HEAD'),
      config: await configChoice(inputs.config, context.workspace, repository),
      bundle: null,
      today: new Date().toISOString().slice(0, 10),
      pull: context.payload.pull?.number ?? null,
    });
    const [only] = documents;
    const document = documents.length === 1 && only !== undefined ? only : versionsDocument(documents);
    const path = join(context.temp, 'airlock-version.json');
    await writeWhole(path, `${JSON.stringify(document, null, 2)}\n`);
    for (const one of documents) info(withoutCommands(versionText(one, PLAIN)));
    setOutputs('version', {
      version: documents.map(({ bundle }) => bundle.version).join(' '),
      digest: documents.map(({ bundle }) => bundle.digest).join(' '),
      result: path,
    });
    await writeSummary(versionSummary(documents));
    desk.speak();
  });
}
