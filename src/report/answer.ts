import { allCodes } from './codes/all.ts';
import { type Markdown, markdown, marker, paragraphs } from './markdown.ts';
import { quote, say, strong, words } from './phrase.ts';

const ANSWER = marker('answer');
/** How the markers begin that close a report. */
const CLOSING = /\n\n<!-- airlock:(?!answer)/u;

/** What a code means, in the words of `airlock explain`. */
export function explanation(code: string): Markdown {
  const found = allCodes().filter((one) => one.code === code);
  if (found.length === 0) return markdown(say`${quote(code)} is no code of ours.`);
  return paragraphs(
    ...found.map(({ title, why, mend }) =>
      markdown(say`${strong(quote(code))}: ${words(`${title} ${why} ${mend}`)}`),
    ),
  );
}

/** A report with an answer at its end, in the place of an earlier one. The markers that close it stay where they are. */
export function withAnswer(body: string, answer: Markdown): string {
  const closing = CLOSING.exec(body)?.index ?? body.length;
  const earlier = body.indexOf(ANSWER);
  const report = body.slice(0, earlier === -1 ? closing : earlier).trimEnd();
  return `${report}\n\n${ANSWER}\n\n${answer}${body.slice(closing)}`;
}
