import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadEnvironment } from '../../../src/app/config/environment.ts';
import { formatVariable, keepCredentials } from '../../../src/app/config/keep-credentials.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'dispatch-'));

it('writes what Node reads back, whatever quotes and line breaks it holds', () => {
  const nasty = fc.string({
    unit: fc.constantFrom("'", '"', '\\', '\n', ' ', '#', '=', '$', 'a', 'n', '{', '}'),
  });
  fc.assert(
    fc.property(nasty, (value) => {
      const line = formatVariable('KEY', value);
      expect(parseEnv(`BEFORE=1\n${line}\nAFTER=2\n`)).toEqual({ BEFORE: '1', KEY: value, AFTER: '2' });
    }),
  );
});

it('makes a file for its owner alone, even over one that others could read, and keeps what stood in it', async () => {
  const path = join(folder(), 'deeper', 'app.env');
  await keepCredentials(path, { A: "it's", B: 'one\ntwo' });
  writeFileSync(path, `${readFileSync(path)}OTHER=stays\n`, { mode: 0o644 });
  await keepCredentials(path, { B: 'new' });
  expect(parseEnv(readFileSync(path, 'utf8'))).toEqual({ A: "it's", B: 'new', OTHER: 'stays' });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(path, '..'))).toEqual(['app.env']);
});

it('is found again at the next start, under the environment and .env, where empty values hide nothing', async () => {
  const here = folder();
  await keepCredentials(join(here, '.data', 'app.env'), {
    APP_ID: '1',
    CLIENT_ID: 'kept',
    LOG_LEVEL: 'warn',
  });
  writeFileSync(join(here, '.env'), 'APP_ID=\nCLIENT_ID=from-file\nPORT=4000\n');
  const environment = loadEnvironment({ PORT: '5000', LOG_LEVEL: '' }, here);
  expect(environment).toMatchObject({ APP_ID: '1', CLIENT_ID: 'from-file', PORT: '5000', LOG_LEVEL: 'warn' });
});
