import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { createShutdown } from '../../src/ops/shutdown.ts';

function host() {
  const emitter = new EventEmitter();
  let exited: (code: number) => void = () => {};
  const exit = new Promise<number>((resolve) => {
    exited = resolve;
  });
  const process = {
    on: emitter.on.bind(emitter),
    exit: (code: number) => exited(code),
  } as unknown as NodeJS.Process;
  return { process, exit, emit: (name: string, value?: unknown) => emitter.emit(name, value) };
}

function start(graceMs = 10_000) {
  const lines: string[] = [];
  const say = (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`);
  const watched = host();
  const shutdown = createShutdown({
    log: { info: say, error: say, fatal: say },
    graceMs,
    host: watched.process,
  });
  return { ...watched, shutdown, lines };
}

it('runs the steps in order on SIGTERM and exits with 0', async () => {
  const { shutdown, emit, exit } = start();
  const done: string[] = [];
  shutdown.add('web', async () => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    done.push('web');
  });
  shutdown.add('database', () => void done.push('database'));
  expect(shutdown.stopping()).toBe(false);
  emit('SIGTERM');
  expect(shutdown.stopping()).toBe(true);
  expect(await exit).toBe(0);
  expect(done).toEqual(['web', 'database']);
});

it('goes on after a step that fails, and then exits with 1', async () => {
  const { shutdown, emit, exit } = start();
  const done: string[] = [];
  shutdown.add('web', () => Promise.reject(new Error('no')));
  shutdown.add('database', () => void done.push('database'));
  emit('SIGINT');
  expect(await exit).toBe(1);
  expect(done).toEqual(['database']);
});

it('exits with 1 when the grace period is over', async () => {
  const { shutdown, emit, exit, lines } = start(20);
  shutdown.add('web', () => new Promise(() => {}));
  emit('SIGTERM');
  expect(await exit).toBe(1);
  expect(lines.join()).toContain('grace period exceeded');
});

it('exits at once on a second signal', async () => {
  const { shutdown, emit, exit } = start();
  shutdown.add('web', () => new Promise(() => {}));
  emit('SIGTERM');
  emit('SIGTERM');
  expect(await exit).toBe(1);
});

it.each(['uncaughtException', 'unhandledRejection'])(
  'logs an %s, stops the parts and exits with 1',
  async (name) => {
    const { shutdown, emit, exit, lines } = start();
    let stopped = false;
    shutdown.add('database', () => {
      stopped = true;
    });
    emit(name, new Error('surprise'));
    expect(await exit).toBe(1);
    expect(stopped).toBe(true);
    expect(lines[0]).toMatch(/^(uncaught exception|unhandled rejection)/);
  },
);
