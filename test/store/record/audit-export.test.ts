import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { canonicalJson } from '../../../src/store/core/values/canonical-json.ts';
import { type AuditEntry, appendAudit } from '../../../src/store/record/audit.ts';
import { createAuditExport } from '../../../src/store/record/audit-export.ts';
import { databases } from '../../support/databases.ts';
import { makeRepository } from '../make-repository.ts';

const entry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  number: 1,
  kind: 'label.add',
  actor: { login: 'dispatch', id: null, kind: 'bot' },
  deliveryId: 'd-1',
  effectId: null,
  detail: { label: 'bug', why: 'Applied: 92 % sure.', models: ['local v7'], cause: 'triage:abc' },
  ...over,
});

describe.each(databases)('the log for somebody to keep, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const log = (repo: ReturnType<typeof makeRepository>, entries: AuditEntry[]) =>
    database.withTenant(repo.installationId, (tx) => appendAudit(tx, repo, entries));
  const whole = async (...given: Parameters<ReturnType<typeof createAuditExport>['stream']>) => {
    const pieces: string[] = [];
    for await (const piece of createAuditExport(database).stream(...given)) pieces.push(piece);
    return pieces;
  };

  it('is whole as JSON Lines, in pieces, and its chain can be checked without us', async () => {
    const repo = makeRepository();
    await log(
      repo,
      Array.from({ length: 1_203 }, (_, i) => entry({ number: i })),
    );
    await log(makeRepository(), [entry()]);
    const pieces = await whole(repo, 'jsonl');
    expect(pieces).toHaveLength(3);
    const rows = pieces
      .join('')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(1_203);
    expect(rows[4]).toMatchObject({
      seq: 5,
      models: ['local v7'],
      why: 'Applied: 92 % sure.',
      deliveryId: 'd-1',
    });
    let previous = '0'.repeat(64);
    for (const { previousHash, hash, why, models, ...said } of rows) {
      expect([previousHash, why, models]).toEqual([previous, said.detail.why, said.detail.models]);
      previous = createHash('sha256')
        .update(`${previous}\n${canonicalJson(said)}`)
        .digest('hex');
      expect(hash).toBe(previous);
    }
  });

  it('is safe to open in a spreadsheet', async () => {
    const repo = makeRepository();
    await log(repo, [entry({ detail: { why: '=cmd|x!A0', models: ['@evil', 'b'], label: 'a,"b"' } })]);
    const [head, row] = (await whole(repo, 'csv')).join('').split('\r\n');
    expect(head?.startsWith('seq,at,number,kind,actor,')).toBe(true);
    expect(row).toContain("dispatch,bot,'=cmd|x!A0,'@evil; b,");
    expect(row).toContain('""label"":""a,');
  });

  it('tells of one issue and one time alone where asked', async () => {
    const repo = makeRepository();
    await log(repo, [entry({ number: 1 }), entry({ number: 2 })]);
    expect((await whole(repo, 'jsonl', { number: 2 })).join('').split('\n')).toHaveLength(2);
    expect(await whole(repo, 'jsonl', { since: '2100-01-01T00:00:00Z' })).toEqual([]);
    expect(await whole(repo, 'jsonl', { until: '2000-01-01T00:00:00Z' })).toEqual([]);
  });
});
