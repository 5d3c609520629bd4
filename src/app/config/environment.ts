import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';

type Environment = Record<string, string | undefined>;

/**
 * The file in which setup saves the app's credentials. It is in the data directory, which outlives a
 * container, and separate from files people edit.
 */
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

/**
 * Merges environments. Later ones win, but an empty value never overrides a set one, because `.env.example`
 * has many empty values.
 */
function merge(...layers: Environment[]): Environment {
  const merged: Environment = {};
  for (const layer of layers) {
    for (const [name, value] of Object.entries(layer)) {
      if (value !== undefined && (value !== '' || merged[name] === undefined)) merged[name] = value;
    }
  }
  return merged;
}

/**
 * Reads the process environment, falling back to `.env` in the working directory and then to the credentials
 * saved by setup.
 */
export function loadEnvironment(
  environment: Environment = process.env,
  folder: string = process.cwd(),
): Environment {
  const own = merge(readEnvFile(join(folder, '.env')), environment);
  const kept = readEnvFile(credentialsFile(resolve(folder, own.DATA_DIR?.trim() || '.data')));
  return merge(kept, own);
}
