import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export interface WireCounts {
  /** Transactions of a tenant that were begun. */
  transactions: number;
  /** Statements in them, without those that begin and end them. */
  statements: number;
  /** Pieces in which they came, begin and end included: statements that are sent together are one. */
  writes: number;
}

export interface CountingProxy {
  port: number;
  /** What was counted since the last call. */
  take(): WireCounts;
  close(): Promise<void>;
}

/** A way to PostgreSQL that reads what the App sends, as far as it takes to count the work for tenants. */
export async function createCountingProxy(target: { host: string; port: number }): Promise<CountingProxy> {
  let counts: WireCounts = { transactions: 0, statements: 0, writes: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target).setNoDelay(true);
    client.setNoDelay(true);
    const read = createReader((kind, text) => {
      if (kind === 'begin') counts.transactions += 1;
      if (kind === 'statement' && text !== '') counts.statements += 1;
    });
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => {
        if (from === client && read(chunk)) counts.writes += 1;
        to.write(chunk);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    take() {
      const taken = counts;
      counts = { transactions: 0, statements: 0, writes: 0 };
      return taken;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Reads one client's side of PostgreSQL's protocol: simple queries (Q) and executions (E), inside a tenant's transaction. */
function createReader(found: (kind: 'begin' | 'statement', text: string) => void) {
  let buffer = Buffer.alloc(0);
  let started = false;
  let inTenant = false;
  /** Returns whether a part of the piece belongs to a tenant's transaction. */
  return (chunk: Buffer): boolean => {
    let ofTenant = inTenant;
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      // The first message has no kind.
      const at = started ? 1 : 0;
      if (buffer.length < at + 4) return ofTenant;
      const length = buffer.readInt32BE(at) + at;
      if (buffer.length < length) return ofTenant;
      const kind = started ? String.fromCharCode(buffer[0] ?? 0) : 'startup';
      const text = kind === 'Q' ? buffer.toString('utf8', 5, length - 1) : kind;
      buffer = buffer.subarray(length);
      started = true;
      if (text.startsWith('begin; ') && text.includes('dispatch_enter')) {
        inTenant = true;
        ofTenant = true;
        found('begin', text);
      } else if (text === 'commit' || text === 'rollback') inTenant = false;
      else if (inTenant && (kind === 'Q' || kind === 'E')) found('statement', text);
    }
  };
}
