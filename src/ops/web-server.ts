import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { type AnswerTooLarge, defaultBodyBytes, limitBodies } from './limit-bodies.ts';

export interface WebServer {
  /** Where it listens, for example `http://127.0.0.1:3000`. */
  url: string;
  port: number;
  /**
   * Takes no new connection, closes live pages at once (they would never end by themselves, and reconnect
   * elsewhere), and lets other running requests finish for `drainMs` milliseconds before it closes them too.
   */
  close(drainMs: number): Promise<void>;
}

type Routes = Hono<{ Bindings: HttpBindings }> | Hono;

/**
 * Joins routes into one app and listens; `port` 0 lets the system choose. Rejects when the port is taken. No route is given
 * a body of more than 64 KB, unless `ownBodyLimit` says that the route limits its bodies by itself.
 */
export async function createWebServer(options: {
  host: string;
  port: number;
  routes: readonly Routes[];
  onError: (error: unknown) => void;
  /** Whether the route at this path limits the size of bodies by itself. */
  ownBodyLimit?: (path: string) => boolean;
  /** How a body that is too large is answered; in plain text unless told otherwise. */
  tooLarge?: AnswerTooLarge;
}): Promise<WebServer> {
  // Addresses that people type into GitHub's forms, such as the webhook's, may end with a slash.
  const app = new Hono<{ Bindings: HttpBindings }>({ strict: false });
  const { ownBodyLimit, tooLarge } = options;
  app.use(
    limitBodies({
      maxBytes: defaultBodyBytes,
      ...(ownBodyLimit && { own: ownBodyLimit }),
      ...(tooLarge && { answer: tooLarge }),
    }),
  );
  for (const routes of options.routes) app.route('/', routes as Hono<{ Bindings: HttpBindings }>);
  app.onError((error, c) => {
    options.onError(error);
    return c.text('Something went wrong here. Nothing that was stored is lost.', 500);
  });

  const server = createServer(
    {
      // A request has 30 s to arrive, its headers 10 s. Live pages are answers, which have no limit here.
      requestTimeout: 30_000,
      headersTimeout: 10_000,
      connectionsCheckingInterval: 2_000,
      // Longer than a load balancer's usual 60 s, so that it is never us who closes under its next request.
      keepAliveTimeout: 65_000,
      maxHeaderSize: 16 * 1024,
    },
    getRequestListener(app.fetch, { overrideGlobalObjects: false }),
  );
  const running = new Set<ServerResponse>();
  const livePages = new WeakSet<ServerResponse>();
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    running.add(response);
    response.once('close', () => running.delete(response));
    // Once it stops listening, a kept connection ends with its present answer instead of taking another request.
    if (!server.listening) response.shouldKeepAlive = false;
    if (request.headers.accept?.includes('text/event-stream')) livePages.add(response);
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    else socket.destroy();
  });
  await listen(server, options.host, options.port);
  const { port, address, family } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close(drainMs) {
      const closed = close(server, drainMs);
      // Browsers open connections ahead of need. Node counts one without a byte as busy until its headers are late.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
      for (const response of running) {
        if (livePages.has(response)) response.destroy();
        else if (!response.headersSent) response.shouldKeepAlive = false;
      }
      return closed;
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken ? new Error(`Port ${port} is in use. Choose another with PORT.`, { cause: error }) : error,
      );
    });
    server.listen({ host, port, backlog: 4_096 }, () => resolve());
  });
}

function close(server: Server, drainMs: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), drainMs);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
