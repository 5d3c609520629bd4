import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseEnv } from 'node:util';

/** Formats one line of an environment file, quoted so that Node reads back exactly this value. */
export function formatVariable(name: string, value: string): string {
  const candidates = [
    value,
    `'${value}'`,
    `"${value}"`,
    `\`${value}\``,
    `"${value.replaceAll('\n', '\\n')}"`,
  ];
  for (const candidate of candidates) {
    const line = `${name}=${candidate}`;
    const read = parseEnv(`${line}\nAFTER=1\n`);
    if (read[name] === value && read.AFTER === '1') return line;
  }
  throw new Error(
    `${name} mixes quotes in a way an environment file can't represent; set it in the environment.`,
  );
}

/**
 * Writes variables to an environment file that only its owner can read (0600), and keeps its other
 * variables. The file is replaced atomically, so a crash leaves either the old or the new one.
 */
export async function keepCredentials(path: string, variables: Record<string, string>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const before = parseEnv(await readFile(path, 'utf8').catch(emptyWhenAbsent));
  const lines = Object.entries({ ...before, ...variables }).map(([name, value]) =>
    formatVariable(name, value ?? ''),
  );
  const next = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(next, 'wx', 0o600);
  try {
    await file.writeFile(
      `# Written by the setup page. Contains secrets; don't share or commit it.\n${lines.join('\n')}\n`,
    );
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(next, 0o600);
  await rename(next, path);
}

function emptyWhenAbsent(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '';
  throw error;
}
