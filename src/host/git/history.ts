import type { History, LoggedCommit } from '../../bundle/history.ts';
import { tagPrefix, type VersionTag, versionTags } from '../../bundle/version.ts';
import { type GitLocation, git, gitFailed, gitOutput } from './run.ts';

/** Answers about history, each from one git process. */
export class GitHistory implements History {
  readonly #location: GitLocation;

  constructor(location: GitLocation) {
    this.#location = location;
  }

  async parents(commit: string): Promise<string[]> {
    // `cat-file` reads the commit itself, so that the parents of a shallow clone's last commit are seen too.
    const text = (await gitOutput(this.#location, ['cat-file', 'commit', commit])).toString('utf8');
    const [headers = ''] = text.split('\n\n', 1);
    return headers
      .split('\n')
      .flatMap((line) => (line.startsWith('parent ') ? [line.slice('parent '.length)] : []));
  }

  async mergeBase(a: string, b: string): Promise<string | null> {
    const answer = await git(this.#location, ['merge-base', a, b]);
    return answer.code === 0 ? answer.stdout.toString().trim() : null;
  }

  async versions(bundle: string, containedIn: string): Promise<VersionTag[]> {
    const format = '--format=%(refname:strip=2)%00%(objectname)%00%(*objectname)';
    const args = ['for-each-ref', format, `--merged=${containedIn}`, `refs/tags/${tagPrefix(bundle)}*`];
    const answer = await git(this.#location, args);
    if (answer.code !== 0) gitFailed('for-each-ref', answer.stderr);
    const lines = answer.stdout
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '');
    const tags = lines.map((line) => {
      const [name = '', direct = '', peeled = ''] = line.split('\0');
      return { name, commit: peeled === '' ? direct : peeled };
    });
    return versionTags(bundle, tags);
  }

  async commits(base: string | null, head: string, most: number): Promise<LoggedCommit[]> {
    const answer = await git(this.#location, [
      'log',
      '-z',
      '--encoding=UTF-8',
      `--max-count=${most}`,
      '--no-merges',
      '--format=%H%n%an%n%ae%n%B',
      base === null ? head : `${base}..${head}`,
      '--',
    ]);
    if (answer.code !== 0) gitFailed('log', answer.stderr);
    const records = answer.stdout
      .toString('utf8')
      .split('\0')
      .filter((record) => record !== '');
    return records.map((record) => {
      const [oid = '', authorName = '', authorEmail = '', ...message] = record.split('\n');
      return { oid, authorName, authorEmail, message: message.join('\n').trim() };
    });
  }

  async isShallow(): Promise<boolean> {
    return (
      (await gitOutput(this.#location, ['rev-parse', '--is-shallow-repository'])).toString().trim() === 'true'
    );
  }
}
