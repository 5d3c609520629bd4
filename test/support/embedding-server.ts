import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface EmbeddingServer {
  url: string;
  requests: { model: string; input: string[]; dimensions?: number }[];
  /** Numbers of each vector, or a status to fail with. */
  behaves: { width: number } | { status: number };
  close: () => Promise<void>;
}

/** Speaks OpenAI's embeddings over HTTP: each vector counts the letters of its text, so that like texts are near. */
export async function startEmbeddingServer(): Promise<EmbeddingServer> {
  const server = createServer(async (incoming, response) => {
    // The daily look at the provider's models, which knows of none that ends.
    if (incoming.method === 'GET') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'list', data: [] }));
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request = JSON.parse(Buffer.concat(chunks).toString('utf8')) as EmbeddingServer['requests'][number];
    running.requests.push(request);
    const { behaves } = running;
    response.setHeader('content-type', 'application/json');
    if ('status' in behaves) {
      response.writeHead(behaves.status).end(JSON.stringify({ error: { message: 'no' } }));
      return;
    }
    const data = request.input.map((text, index) => ({ index, embedding: lettersOf(text, behaves.width) }));
    const usage = { prompt_tokens: request.input.join(' ').length, total_tokens: 0 };
    response.end(JSON.stringify({ object: 'list', data: data.reverse(), model: request.model, usage }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const running: EmbeddingServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests: [],
    behaves: { width: 512 },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return running;
}

/** How often each letter stands in a text. */
export function lettersOf(text: string, width: number): number[] {
  const counts = new Array<number>(width).fill(0);
  for (const letter of text.toLowerCase()) {
    const at = letter.charCodeAt(0) % width;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
