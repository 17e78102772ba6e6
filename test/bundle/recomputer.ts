import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { Answer, Question } from './recompute.mjs';

/** Another implementation of the digest, running as a process of its own: a question and an answer a line. */
export class Recomputer {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;

  constructor(command: string, script: 'recompute.mjs' | 'recompute.py') {
    const path = fileURLToPath(new URL(script, import.meta.url));
    this.#process = spawn(command, [path], { stdio: ['pipe', 'pipe', 'inherit'] });
    afterAll(() => this.#process.stdin.end());
  }

  ask(question: Question): Promise<Answer> {
    const { stdin, stdout } = this.#process;
    const parts: Buffer[] = [];
    return new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error('the other implementation gave up'));
      const take = (chunk: Buffer): void => {
        parts.push(chunk);
        if (chunk.at(-1) !== 10) return;
        stdout.off('data', take).off('close', gone);
        resolve(JSON.parse(Buffer.concat(parts).toString()) as Answer);
      };
      stdout.on('data', take).on('close', gone);
      stdin.write(`${JSON.stringify(question)}\n`);
    });
  }
}
