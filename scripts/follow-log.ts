import { open, stat } from 'node:fs/promises';

export interface LogLine {
  time: string;
  level: string;
  msg: string;
  delivery?: string;
  [field: string]: unknown;
}

/** How long a log file is now, in bytes; null when there is none. */
export async function logEnd(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
}

/**
 * Lines of a JSON log from byte `from` on, as they are written, until `timeoutMs` milliseconds have passed or the reader
 * stops. Lines that are not JSON are left out.
 */
export async function* followLog(path: string, from: number, timeoutMs: number): AsyncGenerator<LogLine> {
  const file = await open(path);
  const end = Date.now() + timeoutMs;
  let at = from;
  let rest = '';
  try {
    while (Date.now() < end) {
      const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(64 * 1024), position: at });
      at += bytesRead;
      const lines = (rest + buffer.toString('utf8', 0, bytesRead)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const parsed = parse(line);
        if (parsed) yield parsed;
      }
      if (bytesRead === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await file.close();
  }
}

function parse(line: string): LogLine | null {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
