import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: IncomingMessage['headers'];
  body: string;
  // biome-ignore lint/suspicious/noExplicitAny: payloads of any event
  payload: any;
}

export interface HookReceiver {
  url: string;
  /** What came in since it was last emptied, in order of arrival. */
  received: Received[];
  /** Statuses to answer next; 202 when it is empty. */
  answers: number[];
  close(): void;
}

/** Where webhooks are sent to. */
export async function startHookReceiver(): Promise<HookReceiver> {
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      received.push({ headers: request.headers, body, payload: JSON.parse(body) });
      response.writeHead(answers.shift() ?? 202).end('noted');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, received, answers, close: () => server.close() };
}
