import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { type AnswerTooLarge, defaultBodyBytes, limitBodies } from './limit-bodies.ts';

export interface WebServer {
  /** The URL it listens on, for example `http://127.0.0.1:3000`. */
  url: string;
  port: number;
  /**
   * Stops accepting connections, closes live pages immediately (they never end on their own, and reconnect
   * elsewhere), and gives other requests `drainMs` milliseconds to finish before closing them too.
   */
  close(drainMs: number): Promise<void>;
}

type Routes = Hono<{ Bindings: HttpBindings }> | Hono;

/**
 * Starts a server with all routes. With `port` 0, the system chooses the port. Rejects if the port is in
 * use. Request bodies are limited to 64 KB, except on routes for which `ownBodyLimit` returns true.
 */
export async function createWebServer(options: {
  host: string;
  port: number;
  routes: readonly Routes[];
  onError: (error: unknown) => void;
  /** Whether the route at this path applies its own body limit. */
  ownBodyLimit?: (path: string) => boolean;
  /** Answers a body that is too large; in plain text by default. */
  tooLarge?: AnswerTooLarge;
}): Promise<WebServer> {
  // URLs that people enter on GitHub, such as the webhook's, may end with a slash.
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
    return c.text('An internal error occurred. No stored data was lost.', 500);
  });

  const server = createServer(
    {
      // A request must arrive within 30 s, its headers within 10 s. Responses, including live pages, have no limit.
      requestTimeout: 30_000,
      headersTimeout: 10_000,
      connectionsCheckingInterval: 2_000,
      // Longer than the usual 60 s of load balancers, so that we never close a connection they are about to reuse.
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
    // During shutdown, a keep-alive connection ends with its current response.
    if (!server.listening) response.shouldKeepAlive = false;
    if (request.headers.accept?.includes('text/event-stream')) livePages.add(response);
  });
  server.on('clientError', (_error, socket) => {
    // A browser that opened it in advance would take an answer for the one to the request it is about to send.
    const isUnused = 'bytesRead' in socket && socket.bytesRead === 0;
    if (socket.writable && !isUnused) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    else socket.destroy();
  });
  await listen(server, options.host, options.port);
  const { port, address, family } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close(drainMs) {
      const closed = close(server, drainMs);
      // Browsers open connections in advance. Node treats a connection without data as busy until its header timeout.
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
