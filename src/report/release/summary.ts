import { bullets, type Markdown } from '../markdown.ts';
import { quote } from '../phrase.ts';

/** The job summary of an action of the release side: what the log says, line by line. */
export function releaseSummary(text: string): Markdown {
  return bullets(
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => quote(line)),
  );
}
