import type { Kind } from '../../src/bundle/kinds.ts';

/** One file of an example, before and after; null: not there. */
export interface ExampleFile {
  /** `policy` is the configuration, `outside` a file that no component has. */
  readonly kind: Kind | 'policy' | 'outside';
  readonly path: string;
  readonly from: string | null;
  readonly to: string | null;
  /** `name=value` behind the path. */
  readonly settings: ReadonlyMap<string, string>;
}

/** What a page says of one code: the part it stands in, and the change that gives it. */
export interface DocumentedCode {
  readonly code: string;
  readonly part: string;
  readonly prose: string;
  readonly files: readonly ExampleFile[];
}

const SECTION = /^### `([a-z-]+)`$/u;
const FENCE = /^```diff (\S+) (\S+)(.*)$/u;

/** Reads `### code` sections with their `diff` blocks; the heading of the second level above is their part. */
export function documentedCodes(page: string): DocumentedCode[] {
  const found: { code: string; part: string; prose: string; files: ExampleFile[] }[] = [];
  let part = '';
  let fence: { header: RegExpExecArray; lines: string[] } | null = null;
  for (const line of page.split('\n')) {
    const section = found.at(-1);
    if (fence !== null) {
      if (line !== '```') fence.lines.push(line);
      else {
        section?.files.push(fileOf(fence.header, fence.lines));
        fence = null;
      }
      continue;
    }
    const header = FENCE.exec(line);
    const code = SECTION.exec(line)?.[1];
    if (header !== null) fence = { header, lines: [] };
    else if (code !== undefined) found.push({ code, part, prose: '', files: [] });
    else if (line.startsWith('## ')) part = line.slice('## '.length);
    else if (section !== undefined) section.prose += `${line}\n`;
  }
  return found;
}

/** Lines that begin with a space stand on both sides; a side without any line is not there. */
function fileOf(
  [, kind = '', path = '', rest = '']: readonly string[],
  lines: readonly string[],
): ExampleFile {
  const side = (mark: string): string | null => {
    const own = lines.filter((line) => line.startsWith(' ') || line.startsWith(mark));
    return own.length === 0 ? null : own.map((line) => `${line.slice(1)}\n`).join('');
  };
  const settings = rest
    .trim()
    .split(/\s+/u)
    .flatMap((one): [string, string][] => {
      const [name = '', value] = one.split('=');
      return value === undefined ? [] : [[name, value]];
    });
  return {
    kind: kind as ExampleFile['kind'],
    path,
    from: side('-'),
    to: side('+'),
    settings: new Map(settings),
  };
}
