import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSessionStore } from '../../../src/store/console/sessions.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { databases } from '../../support/databases.ts';

const soon = new Date(Date.now() + 60_000);
const later = new Date(Date.now() + 120_000);
const session = {
  id: 'a'.repeat(64),
  login: 'mona',
  userId: 583_231_000_000,
  avatarUrl: '',
  token: Uint8Array.from([0, 1, 255]),
  expiresAt: soon,
};

describe.each(databases)('sessions on the $name database', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('keeps a session until it ends', async () => {
    const store = createSessionStore(database);
    await store.create(session);
    const found = await store.find(session.id, new Date());
    expect({ ...found, token: [...(found?.token ?? [])] }).toMatchObject({
      login: 'mona',
      userId: 583_231_000_000,
      token: [0, 1, 255],
    });
    expect(await store.find(session.id, later)).toBeNull();
    await store.remove(session.id);
    expect(await store.find(session.id, new Date())).toBeNull();
  });

  it('gives a sign-in out once, and not when it is too old', async () => {
    const store = createSessionStore(database);
    await store.saveSignIn({ state: 's1', verifier: 'v', returnTo: '/', expiresAt: soon });
    expect(await store.takeSignIn('s1', new Date())).toMatchObject({ verifier: 'v' });
    expect(await store.takeSignIn('s1', new Date())).toBeNull();
    await store.saveSignIn({ state: 's2', verifier: 'v', returnTo: '/', expiresAt: soon });
    expect(await store.takeSignIn('s2', later)).toBeNull();
  });
});
