import { main } from './cli.ts';

// A reader that has seen enough closes the pipe (`airlock check | head`): no fault, and nobody is left to tell.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

const epoch = process.env['SOURCE_DATE_EPOCH'];
const now = (): Date =>
  epoch !== undefined && /^\d+$/u.test(epoch) ? new Date(Number(epoch) * 1000) : new Date();

process.exitCode = await main(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  today: now().toISOString().slice(0, 10),
  now: () => now().toISOString(),
});
