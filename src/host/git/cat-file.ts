import { ObjectMissing } from '../../bundle/repository.ts';
import { EXIT, Refusal } from '../../problem.ts';
import { ended, type GitLocation, type GitProcess, startGit } from './run.ts';

/** Takes one object's bytes as they arrive. */
export interface Sink {
  /** Called with size and oid first, then with every piece; a small object comes in one piece. */
  begin(size: number, oid: string): void;
  /** The piece is only lent: it is overwritten after the call. */
  data(chunk: Buffer): void;
  end(): void;
  /**
   * The object is not in this repository (a shallow or partial clone, or a wrong oid). `isTold`: git said so, and goes
   * on; else it gave up, and nobody knows.
   */
  missing(isTold: boolean): void;
}

const NEWLINE = 10;
/** Answered questions are dropped in lots, so that neither the list nor the dropping grows with the repository. */
const FORGET_AFTER = 4096;

/**
 * One long-running `git cat-file --batch`: many objects cost one process, and answers stream through without any
 * object being held in memory. Answers come in the order of the questions.
 */
export class CatFile {
  readonly #process: GitProcess;
  readonly #waiting: Sink[] = [];
  #next = 0;
  #head: Buffer[] = [];
  #left = 0;
  #inBody = false;
  #gone = false;

  constructor(location: GitLocation) {
    this.#process = startGit(location, ['cat-file', '--batch']);
    this.#process.stdin.on('error', () => {}); // the reason comes with the exit
    this.#process.stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#process.stderr.resume();
    const gone = (): void => this.#fail();
    ended(this.#process).then(gone, gone);
  }

  ask(oids: readonly string[], sinks: readonly Sink[]): void {
    if (this.#gone) {
      for (const sink of sinks) sink.missing(false);
      return;
    }
    for (const sink of sinks) this.#waiting.push(sink);
    const { stdin } = this.#process;
    // A thousand questions that are asked at once are one write.
    if (stdin.writableCorked === 0) {
      stdin.cork();
      process.nextTick(() => stdin.uncork());
    }
    stdin.write(oids.map((oid) => `${oid}\n`).join(''));
  }

  close(): void {
    this.#process.stdin.end();
  }

  /** The process ended, by itself on an object that it could not read: what was asked and not answered is missing. */
  #fail(): void {
    this.#gone = true;
    for (const sink of this.#waiting.splice(this.#next)) sink.missing(false);
  }

  #take(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) at = this.#inBody ? this.#body(chunk, at) : this.#header(chunk, at);
  }

  /** `<oid> <type> <size>`, or `<oid> missing`. */
  #header(chunk: Buffer, at: number): number {
    const end = chunk.indexOf(NEWLINE, at);
    if (end === -1) {
      this.#head.push(Buffer.from(chunk.subarray(at)));
      return chunk.length;
    }
    const line = this.#head.map(String).join('') + chunk.toString('latin1', at, end);
    this.#head = [];
    const size = Number(line.slice(line.lastIndexOf(' ') + 1));
    const sink = this.#waiting[this.#next];
    if (Number.isInteger(size)) {
      this.#left = size;
      this.#inBody = true;
      sink?.begin(size, line.slice(0, line.indexOf(' ')));
    } else {
      sink?.missing(true);
      this.#done();
    }
    return end + 1;
  }

  /** Body bytes, then the newline that closes them. */
  #body(chunk: Buffer, at: number): number {
    if (this.#left > 0) {
      const part = chunk.subarray(at, at + this.#left);
      this.#waiting[this.#next]?.data(part);
      this.#left -= part.length;
      return at + part.length;
    }
    this.#inBody = false;
    this.#waiting[this.#next]?.end();
    this.#done();
    return at + 1;
  }

  #done(): void {
    this.#next += 1;
    if (this.#next < FORGET_AFTER) return;
    this.#waiting.splice(0, this.#next);
    this.#next = 0;
  }
}

/** Why an object is not to be had: the clone lacks it, or git gave up on one. */
export function objectMissing(oid: string, isTold: boolean): Refusal {
  const missing = new ObjectMissing(oid);
  return isTold ? missing : new Refusal(missing.problems, EXIT.unavailable);
}
