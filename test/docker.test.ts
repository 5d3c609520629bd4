import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const workflows = readdirSync(join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`);

/** What a line of a Dockerfile, of compose or of a workflow takes from elsewhere; nothing where it takes nothing. */
const takenFrom = (text: string) =>
  [...text.matchAll(/^\s*(?:-\s*)?(?:FROM\s+|image:\s*|uses:\s*)(\S+)/gm)].map(([, what = '']) => what);

describe.each(['Dockerfile', 'docker-compose.yml', ...workflows])('%s', (path) => {
  it('names every image and action by its digest', () => {
    const taken = takenFrom(read(path));
    expect(taken).not.toEqual([]);
    for (const what of taken) expect(what).toMatch(/@(sha256:[0-9a-f]{64}|[0-9a-f]{40})$/);
  });
});

describe('the containers of docker-compose.yml', () => {
  const { services } = parse(read('docker-compose.yml')) as {
    services: Record<string, Record<string, unknown>>;
  };

  it.each(Object.keys(services))('%s has no rights that it does not need', (name) => {
    expect(services[name]).toMatchObject({
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      read_only: true,
    });
    expect(services[name]).not.toHaveProperty('privileged');
  });

  it('listen on this machine only, unless told otherwise', () => {
    const ports = Object.values(services).flatMap(({ ports = [] }) => ports as string[]);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: compose's own syntax
    expect(ports).toEqual(['${PUBLISH_ADDRESS:-127.0.0.1}:${PORT:-3000}:3000']);
  });

  it('connect as a role of their own, with the password outside of the address', () => {
    expect(services.app?.environment).toMatchObject({
      DATABASE_URL: 'postgres://dispatchai@database:5432/dispatchai',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: compose's own syntax
      PGPASSWORD: '${POSTGRES_PASSWORD}',
    });
    expect(read('docker/roles.sql')).toMatch(/CREATE ROLE :"app" LOGIN NOSUPERUSER .*NOBYPASSRLS/);
  });
});
