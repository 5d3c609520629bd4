import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EmulatorUser } from '../hub/emulator.ts';
import type { LedgerEntry } from '../hub/ledger.ts';
import type { StoreSnapshot } from './store.ts';

/** Everything that outlives a restart. Deliveries do not. */
export interface Snapshot {
  version: 1;
  /** The address that ids and links were made under; kept when the port is free to choose. */
  port: number;
  store: StoreSnapshot;
  tokens: [string, EmulatorUser][];
  ledger: LedgerEntry[];
}

export function readSnapshot(file: string | undefined): Snapshot | null {
  if (!file || !existsSync(file)) return null;
  const snapshot = JSON.parse(readFileSync(file, 'utf8')) as Snapshot;
  if (snapshot.version !== 1) throw new Error(`${file} was written by another version of the local GitHub`);
  return snapshot;
}

/** Whole or not at all: written beside the file, synced, then renamed over it. Holds a private key, so nobody else may read it. */
export async function writeSnapshot(file: string, snapshot: Snapshot): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const partial = `${file}.${randomUUID()}.part`;
  const handle = await open(partial, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(snapshot));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, file);
}
