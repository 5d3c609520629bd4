import { readFileSync } from 'node:fs';
import { parseSettings } from '../../src/domain/settings/parse-settings.ts';
import type { Settings } from '../../src/domain/settings/settings.ts';

/** Settings from a file. @throws Error that names every problem */
export function readSettings(path: string): Settings {
  const read = parseSettings(readFileSync(path, 'utf8'));
  if ('problems' in read) throw new Error([`${path} is not valid:`, ...read.problems].join('\n  '));
  return read.settings;
}
