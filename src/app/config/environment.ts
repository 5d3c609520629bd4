import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';

type Environment = Record<string, string | undefined>;

/** Where Setup keeps what GitHub gave: beside the data, which outlives a container, and not in a file that people edit. */
export function credentialsFile(dataDir: string): string {
  return join(dataDir, 'app.env');
}

function readEnvFile(path: string): Environment {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** Later ones win, except that an empty value never hides a set one: `.env.example` is full of empty ones. */
function merge(...layers: Environment[]): Environment {
  const merged: Environment = {};
  for (const layer of layers) {
    for (const [name, value] of Object.entries(layer)) {
      if (value !== undefined && (value !== '' || merged[name] === undefined)) merged[name] = value;
    }
  }
  return merged;
}

/** The environment of this process over `.env` of the folder it was started in, over what Setup kept. */
export function loadEnvironment(
  environment: Environment = process.env,
  folder: string = process.cwd(),
): Environment {
  const own = merge(readEnvFile(join(folder, '.env')), environment);
  const kept = readEnvFile(credentialsFile(resolve(folder, own.DATA_DIR?.trim() || '.data')));
  return merge(kept, own);
}
