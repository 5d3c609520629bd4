import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut, made silent, and put back. */
export interface TcpProxy {
  port: number;
  /** Every connection is closed, and new ones are refused. */
  cut(): Promise<void>;
  /** Nothing passes any more, in either direction, and nothing is closed: as when a cable is pulled. */
  freeze(): void;
  /** Passes again, on the same port. What was frozen goes on. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

export async function createTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let frozen = false;
  let server: Server | null = null;
  let port = 0;

  const begin = (client: Socket) => {
    const upstream = connect(target);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      if (frozen) from.pause();
    }
  };
  const open = () =>
    new Promise<void>((resolve, reject) => {
      const opening = createServer(begin).once('error', reject);
      opening.listen(port, '127.0.0.1', () => {
        port = (opening.address() as AddressInfo).port;
        server = opening;
        resolve();
      });
    });
  const cut = async () => {
    const closed = new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
    server = null;
    for (const socket of sockets) socket.destroy();
    await closed;
  };

  await open();
  return {
    get port() {
      return port;
    },
    cut,
    freeze() {
      frozen = true;
      for (const socket of sockets) socket.pause();
    },
    async restore() {
      frozen = false;
      for (const socket of sockets) socket.resume();
      if (!server) await open();
    },
    close: cut,
  };
}
