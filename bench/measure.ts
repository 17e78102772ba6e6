import { spawnSync } from 'node:child_process';

/** One command of a comparison. */
export interface Subject {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export interface Timing {
  readonly name: string;
  /** Milliseconds, one a run. */
  readonly runs: readonly number[];
  /** Peak resident memory of the process in MB, where the system's `time` can tell. */
  readonly peak: number | null;
}

/** Runs commands in turn, A B A B …, so that a machine that changes its speed changes it for all of them. */
export function alternate(subjects: readonly Subject[], runs: number): Timing[] {
  const timings = subjects.map(({ name }) => ({ name, runs: [] as number[], peak: null as number | null }));
  for (let i = -1; i < runs; i += 1) {
    for (const [at, subject] of subjects.entries()) {
      const started = performance.now();
      const { peak } = execute(subject);
      const timing = timings[at];
      if (i < 0 || timing === undefined) continue; // the first round warms the caches
      timing.runs.push(performance.now() - started);
      if (peak !== null) timing.peak = Math.max(timing.peak ?? 0, peak);
    }
  }
  return timings;
}

const MARK = 'airlock-peak-kb ';

/** GNU time reports the peak on standard error; where there is none, memory is not reported. */
function execute({ command, env, cwd }: Subject): { peak: number | null } {
  const timed = HAS_TIME ? ['/usr/bin/time', '-f', `${MARK}%M`, ...command] : [...command];
  const [file = '', ...args] = timed;
  const result = spawnSync(file, args, {
    env: { ...process.env, ...env },
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  const kb = new RegExp(`${MARK}(\\d+)`, 'u').exec(result.stderr?.toString() ?? '')?.[1];
  return { peak: kb === undefined ? null : Number(kb) / 1024 };
}

const HAS_TIME = spawnSync('/usr/bin/time', ['--version']).status === 0;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Ratio of medians, pair by pair, so that one slow moment does not decide. */
export function ratio(a: Timing, b: Timing): number {
  return median(a.runs.map((run, i) => run / (b.runs[i] ?? run)));
}

export function row(timing: Timing): string {
  const memory = timing.peak === null ? '' : `, peak ${timing.peak.toFixed(0)} MB`;
  return `${timing.name}: ${median(timing.runs).toFixed(0)} ms (${Math.min(...timing.runs).toFixed(0)} to ${Math.max(...timing.runs).toFixed(0)})${memory}`;
}
