import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from '../../../src/store/core/connection.ts';
import { openPool, type Pool } from '../../../src/store/core/pool.ts';

/** A connection that does nothing but live and be lost. */
function makeConnection() {
  let tell: () => void = () => undefined;
  const made = {
    isLost: false,
    left: false,
    query: async () => ({ rows: [], command: null }),
    onLost(lost: () => void) {
      tell = lost;
    },
    lose() {
      if (made.isLost) return;
      made.isLost = true;
      tell();
    },
    destroy: () => made.lose(),
    async close() {
      made.left = true;
      made.lose();
    },
  };
  return made satisfies Connection;
}

describe('the pool', () => {
  let made: ReturnType<typeof makeConnection>[];
  let refused: Error | null;
  let pool: Pool;

  beforeEach(() => {
    vi.useFakeTimers();
    made = [];
    refused = null;
    pool = openPool({
      connections: 2,
      waitMs: 1_000,
      async connect() {
        if (refused) throw refused;
        const connection = makeConnection();
        made.push(connection);
        return connection;
      },
    });
  });
  afterEach(() => vi.useRealTimers());

  it('uses again what was given back, and makes no more than it may', async () => {
    const first = await pool.take();
    const second = await pool.take();
    pool.give(first, false);
    expect(await pool.take()).toBe(first);
    const third = pool.take();
    pool.give(second, false);
    expect(await third).toBe(second);
    expect(made).toHaveLength(2);
  });

  it('lets nobody wait for longer than that, and gives whoever waits longest the next', async () => {
    const [first] = [await pool.take(), await pool.take()];
    const waits = pool.take();
    const refusedWait = expect(waits).rejects.toMatchObject({ code: 'DA503' });
    await vi.advanceTimersByTimeAsync(600);
    const later = pool.take();
    await vi.advanceTimersByTimeAsync(400);
    await refusedWait;
    pool.give(first, false);
    expect(await later).toBe(first);
  });

  it('makes a new one for who waits as soon as one is lost, even while somebody has it', async () => {
    const [first] = [await pool.take(), await pool.take()];
    const waits = pool.take();
    made[0]?.lose();
    expect(await waits).toBe(made[2]);
    pool.give(first, true);
    expect(made).toHaveLength(3);
  });

  it('never gives out a lost one, nor one whose state is not known', async () => {
    const [first, second] = [await pool.take(), await pool.take()];
    pool.give(first, false);
    made[0]?.lose();
    pool.give(second, true);
    expect(made.map(({ isLost }) => isLost)).toEqual([true, true]);
    expect([await pool.take(), await pool.take()]).toEqual([made[2], made[3]]);
  });

  it('fails who asked when none can be made, and the place is free again', async () => {
    const [first] = [await pool.take(), await pool.take()];
    refused = new Error('refused');
    const waits = pool.take();
    const failed = expect(waits).rejects.toThrow('refused');
    pool.give(first, true);
    await failed;
    refused = null;
    expect(await pool.take()).toBe(made[2]);
  });

  it('closes what nobody used for five seconds, and what is older than half an hour', async () => {
    const first = await pool.take();
    pool.give(first, false);
    await vi.advanceTimersByTimeAsync(4_900);
    expect(made[0]?.left).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(made[0]?.left).toBe(true);
    const second = await pool.take();
    await vi.advanceTimersByTimeAsync(31 * 60 * 1_000);
    pool.give(second, false);
    expect(made[1]?.left).toBe(true);
  });

  it('when it closes refuses who waits, and waits for what is in use', async () => {
    const [first, second] = [await pool.take(), await pool.take()];
    const waits = expect(pool.take()).rejects.toMatchObject({ name: 'DatabaseError' });
    let closed = false;
    const closing = pool.close().then(() => {
      closed = true;
    });
    await waits;
    pool.give(first, false);
    await vi.advanceTimersByTimeAsync(100);
    expect(closed).toBe(false);
    pool.give(second, false);
    await closing;
    expect(made.map(({ left }) => left)).toEqual([true, true]);
    await expect(pool.take()).rejects.toMatchObject({ name: 'DatabaseError' });
  });
});
