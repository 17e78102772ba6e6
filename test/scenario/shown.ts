import type { Bot } from './bot.ts';
import type { StepResult } from './runner.ts';

/** Lines that are the artifact client's own. */
const CHATTER =
  /^(?:::(?:debug|add-mask)::|Artifact |Root directory input|Uploading artifact|Beginning upload|Uploaded bytes|Finished uploading|SHA256 digest|Finalizing artifact)/u;

/** A text with what differs from run to run named instead: commits, digests, folders, ports. */
export function shown(text: string, bot?: Pick<Bot, 'base' | 'head' | 'merge'>, temp?: string): string {
  const names: [string, string][] = [
    ...(temp === undefined ? [] : ([[temp, '{temp}']] as [string, string][])),
    ...(bot === undefined
      ? []
      : ([
          [bot.merge, '{merge}'],
          [bot.head, '{head}'],
          [bot.base, '{base}'],
          [bot.merge.slice(0, 12), '{merge}'],
          [bot.head.slice(0, 12), '{head}'],
          [bot.base.slice(0, 12), '{base}'],
        ] as [string, string][])),
  ];
  const named = names.reduce((result, [from, to]) => result.replaceAll(from, to), text);
  return named
    .replace(/sha256:[0-9a-f]{16,64}/gu, 'sha256:…')
    .replace(/http:\/\/127\.0\.0\.1:\d+/gu, 'http://github')
    .split('\n')
    .filter((line) => !CHATTER.test(line))
    .join('\n')
    .trim();
}

/** What a reader of a comment sees before unfolding anything. */
export function firstScreen(body: string): string {
  return body.split('<details>', 1)[0]?.trim() ?? '';
}

/** The log without the report, which the comment has too, and without annotations. */
export function talk(step: StepResult): string[] {
  const lines = shown(step.log).split('\n');
  const from = lines.findIndex((line) => /^(?:⛔|❔|✅) /u.test(line));
  const to = lines.findIndex((line) => /^(?:::group::|The gate )/u.test(line));
  const kept = from === -1 ? lines : [...lines.slice(0, from), '[report]', ...lines.slice(to)];
  return kept.filter((line) => !/^::(?:error|warning)/u.test(line));
}

/** Annotations as the runner takes them: `error .github/airlock.yml:3 title: message`. */
export function annotations(step: StepResult): string[] {
  return step.log.split('\n').flatMap((line) => {
    const [, level, text = '', message = ''] =
      /^::(error|warning|notice)(?: ([^:]*))?::(.*)$/u.exec(line) ?? [];
    if (level === undefined) return [];
    const properties = Object.fromEntries(text.split(',').map((pair) => pair.split('=').map(unescaped)));
    const place = [properties['file'], properties['line']].filter((part) => part !== undefined).join(':');
    return [[level, place, unescaped(message)].filter((part) => part !== '').join(' ')];
  });
}

function unescaped(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
