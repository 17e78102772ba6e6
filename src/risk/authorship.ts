/** One commit as its metadata tells it. */
export interface CommitFacts {
  readonly oid: string;
  readonly authorName: string;
  readonly authorEmail: string;
  readonly message: string;
}

export type AuthorKind = 'human' | 'bot' | 'agent';

/** Who wrote a change. Facts only: what they lead to is policy. */
export interface Authorship {
  readonly kind: AuthorKind;
  readonly authors: readonly { readonly name: string; readonly email: string; readonly kind: AuthorKind }[];
  /** Who asked an agent for it, where that is known: counts as an author. */
  readonly requester: string | null;
}

/** A pull request as far as it says who wrote it; null outside of one. */
export interface PullAuthor {
  readonly login: string;
  readonly type: string;
  /** Assignees: an agent's pull request is assigned to whoever asked for it. */
  readonly assignees: readonly string[];
}

// Coding agents by the names and addresses under which they commit or open pull requests.
const AGENTS =
  /(?:^|[\s<(@+-])(?:copilot(?:-swe-agent)?|claude(?:\[bot\]|-code)?|codex|devin(?:-ai(?:-integration)?)?|cursor(?:agent|\[bot\])?|jules|google-labs-jules|openhands|sweep-?ai|aider|amazon-q(?:-developer)?|gemini-cli|windsurf|junie)(?:$|[\s>)@[\]-])|noreply@anthropic\.com|cursoragent@cursor\.com|@aider\.chat/iu;
const BOTS =
  /\[bot\]|(?:^|[\s<])(?:dependabot|renovate|github-actions|web-flow|greenkeeper|snyk-bot|mergify)(?:$|[\s>@-])/iu;
const TRAILER =
  /^(?:co-authored-by|assisted-by|generated-by|requested-by|on-behalf-of):\s*(.+?)\s*(?:<([^<>]*)>)?\s*$/gimu;

/** Who wrote a change, from its commits, their trailers and the pull request. One agent makes it an agent's change. */
export function authorshipOf(commits: readonly CommitFacts[], pull: PullAuthor | null): Authorship {
  const people = new Map<string, { name: string; email: string; kind: AuthorKind }>();
  const add = (name: string, email: string): void => {
    const key = `${name}\n${email}`.toLowerCase();
    if (!people.has(key)) people.set(key, { name, email, kind: kindOf(name, email) });
  };
  let requester: string | null = null;
  for (const { authorName, authorEmail, message } of commits) {
    add(authorName, authorEmail);
    for (const [line, name = '', email = ''] of message.matchAll(TRAILER)) {
      if (/^(?:requested-by|on-behalf-of)/iu.test(line)) requester = name;
      else add(name, email);
    }
  }
  if (pull !== null) add(pull.login, '');
  const authors = [...people.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const kind = authors.some((one) => one.kind === 'agent')
    ? 'agent'
    : authors.some((one) => one.kind === 'human') || authors.length === 0
      ? 'human'
      : 'bot';
  return {
    kind,
    authors,
    requester:
      requester ??
      (kind === 'agent' ? (pull?.assignees.find((login) => kindOf(login, '') === 'human') ?? null) : null),
  };
}

function kindOf(name: string, email: string): AuthorKind {
  const text = `${name} <${email}>`;
  if (AGENTS.test(text)) return 'agent';
  return BOTS.test(text) ? 'bot' : 'human';
}
