import { type ChildProcess, fork } from 'node:child_process';

export interface BenchProcess {
  /** Sends an order and waits for the answer. */
  ask<Answer>(order: unknown): Promise<Answer>;
  /** Asks it to end, and ends it when it does not. */
  end(): Promise<void>;
}

/** Starts a file of this folder in a process of its own. Its log goes nowhere, as a log file would cost the same. */
export function startProcess(file: string): BenchProcess {
  const child: ChildProcess = fork(new URL(file, import.meta.url), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, LOG_FORMAT: 'json', LOG_LEVEL: 'info' },
  });
  return {
    ask: (order) =>
      new Promise((resolve, reject) => {
        const fail = (code: number | null) => reject(new Error(`${file} ended with ${code}`));
        child.once('exit', fail);
        child.once('message', (answer) => {
          child.off('exit', fail);
          resolve(answer as never);
        });
        child.send(order as object);
      }),
    end: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
        child.once('exit', () => {
          clearTimeout(force);
          resolve();
        });
        child.send({ kind: 'end' });
      }),
  };
}
