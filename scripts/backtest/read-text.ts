import { createReadStream, type Stats, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** More than this is no repository's past; what a compressed file holds counts, too. */
const maxBytes = 512 * 1024 * 1024;

/**
 * The text of a file, piece by piece: gzip or plain, UTF-8 or UTF-16, with a byte-order mark or without. Memory stays bounded
 * whatever the file's size.
 *
 * @throws Error in words for a person when there is no such file, or when it is a folder or too large
 */
export async function* readText(path: string): AsyncGenerator<string> {
  const { size } = checkFile(path);
  if (size > maxBytes) throw tooLarge(path);
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let read = 0;
  for await (const piece of bytesOf(path)) {
    read += piece.length;
    if (read > maxBytes) throw tooLarge(path);
    decoder ??= new TextDecoder(encodingOf(piece));
    yield decoder.decode(piece, { stream: true });
  }
  if (decoder) yield decoder.decode();
}

function checkFile(path: string): Stats {
  let found: Stats;
  try {
    found = statSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Error(`There is no file ${path}.`, { cause: error });
    throw new Error(`${path} can't be read: ${code ?? String(error)}.`, { cause: error });
  }
  if (found.isDirectory()) throw new Error(`${path} is a folder. Name a file of issues in it.`);
  return found;
}

const tooLarge = (path: string) =>
  new Error(`${path} holds more than ${maxBytes / 1024 / 1024} MB. Export fewer issues, the newest ones.`);

/** The file's bytes, unpacked where it begins as gzip does. */
async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  const first = await firstBytes(path);
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  if (!(first[0] === 0x1f && first[1] === 0x8b)) {
    yield* file as AsyncIterable<Buffer>;
    return;
  }
  const unzip = createGunzip();
  file.on('error', (error) => unzip.destroy(error));
  try {
    yield* file.pipe(unzip) as AsyncIterable<Buffer>;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))) throw error;
    throw new Error(`${path} is a damaged gzip file.`, { cause: error });
  } finally {
    file.destroy();
  }
}

async function firstBytes(path: string): Promise<Buffer> {
  for await (const piece of createReadStream(path, { end: 3 }) as AsyncIterable<Buffer>) return piece;
  return Buffer.alloc(0);
}

/** By the byte-order mark, or where there is none by the zeros that UTF-16 has between plain letters. */
function encodingOf(first: Buffer): string {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  if (first.length > 3 && first[1] === 0 && first[3] === 0) return 'utf-16le';
  if (first.length > 3 && first[0] === 0 && first[2] === 0) return 'utf-16be';
  return 'utf-8';
}
