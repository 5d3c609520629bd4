import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export interface WireCounts {
  transactions: number;
  /** Statements in them, without those that begin and end them. */
  statements: number;
  /** Pieces in which they came, begin and end included: statements that are sent together are one. */
  writes: number;
  bytes: number;
}

export interface CountingProxy {
  port: number;
  /** What was counted of work for tenants since the last call. */
  take(): WireCounts;
  /** What was counted of everything since the last call. */
  takeAll(): WireCounts;
  close(): Promise<void>;
}

const nothing = (): WireCounts => ({ transactions: 0, statements: 0, writes: 0, bytes: 0 });

/** A way to PostgreSQL that reads what the App sends, as far as it takes to count its work. */
export async function createCountingProxy(target: { host: string; port: number }): Promise<CountingProxy> {
  let ofTenants = nothing();
  let all = nothing();
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target).setNoDelay(true);
    client.setNoDelay(true);
    const read = createReader(() => ({ ofTenants, all }));
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => {
        if (from === client) read(chunk);
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
      const taken = ofTenants;
      ofTenants = nothing();
      return taken;
    },
    takeAll() {
      const taken = all;
      all = nothing();
      return taken;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Reads one client's side of PostgreSQL's protocol: simple queries (Q) and executions (E), and whose transaction they are in. */
function createReader(countsOf: () => { ofTenants: WireCounts; all: WireCounts }) {
  let buffer = Buffer.alloc(0);
  let started = false;
  let within: 'nothing' | 'tenant' | 'other' = 'nothing';
  return (chunk: Buffer): void => {
    const { ofTenants, all } = countsOf();
    let isTenants = within === 'tenant';
    buffer = Buffer.concat([buffer, chunk]);
    for (let message = next(); message !== null; message = next()) {
      const { kind, text } = message;
      if (kind === 'Q' && /^begin\b/i.test(text)) {
        within = text.includes('dispatch_enter') ? 'tenant' : 'other';
        isTenants ||= within === 'tenant';
        all.transactions += 1;
        if (within === 'tenant') ofTenants.transactions += 1;
      } else if (kind === 'Q' && /^(commit|rollback)\b/i.test(text)) within = 'nothing';
      else if (kind === 'Q' || kind === 'E') {
        all.statements += 1;
        // What is in no transaction is one.
        if (within === 'nothing') all.transactions += 1;
        if (within === 'tenant') ofTenants.statements += 1;
      }
    }
    for (const counts of isTenants ? [all, ofTenants] : [all]) {
      counts.writes += 1;
      counts.bytes += chunk.length;
    }
  };

  function next(): { kind: string; text: string } | null {
    // The first message has no kind.
    const at = started ? 1 : 0;
    if (buffer.length < at + 4) return null;
    const length = buffer.readInt32BE(at) + at;
    if (buffer.length < length) return null;
    const kind = started ? String.fromCharCode(buffer[0] ?? 0) : 'startup';
    const text = kind === 'Q' ? buffer.toString('utf8', 5, length - 1) : '';
    buffer = buffer.subarray(length);
    started = true;
    return { kind, text };
  }
}
