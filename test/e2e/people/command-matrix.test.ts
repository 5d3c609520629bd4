import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandNames } from '../../../src/domain/commands/table.ts';
import type { Issue } from '../../../src/domain/issue/issue.ts';
import type { Permission } from '../../../src/domain/issue/permission.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { openDatabase } from '../../../src/store/core/open-database.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryDispatch, user } from '../../support/memory-dispatch.ts';

/** Who may what, written down from PRODUCT.md §5: not read from the App's own table. */
const triagers = ['triage', 'write', 'maintain', 'admin'];
const everybody = ['none', 'read', 'author', ...triagers];
const table: Record<(typeof commandNames)[number], { text: string; who: string[]; writes: string[] }> = {
  triage: { text: '/triage', who: triagers, writes: [] },
  category: { text: '/category question', who: triagers, writes: ['addLabels', 'removeLabel'] },
  priority: { text: '/priority high', who: triagers, writes: ['addLabels'] },
  effort: { text: '/effort small', who: triagers, writes: ['addLabels'] },
  label: { text: '/label area/api', who: triagers, writes: ['addLabels'] },
  unlabel: { text: '/unlabel bug', who: triagers, writes: ['removeLabel'] },
  duplicate: { text: '/duplicate #1', who: triagers, writes: [] },
  'not-duplicate': { text: '/not-duplicate', who: ['author', ...triagers], writes: [] },
  assign: { text: '/assign @mona', who: triagers, writes: ['addAssignee'] },
  unassign: { text: '/unassign @mona', who: triagers, writes: ['removeAssignee'] },
  route: { text: '/route web', who: triagers, writes: ['addLabels', 'addAssignee'] },
  milestone: { text: '/milestone v2.1', who: triagers, writes: ['setMilestone'] },
  close: { text: '/close not-planned', who: triagers, writes: ['closeIssue'] },
  reopen: { text: '/reopen', who: triagers, writes: ['reopenIssue'] },
  similar: { text: '/similar', who: everybody, writes: [] },
  why: { text: '/why', who: everybody, writes: [] },
  help: { text: '/help', who: everybody, writes: [] },
  undo: { text: '/undo', who: triagers, writes: ['removeLabel'] },
  ignore: { text: '/ignore', who: triagers, writes: [] },
  resume: { text: '/resume', who: triagers, writes: [] },
};
const files = {
  '.github/dispatch.yml':
    'mode: suggest\nrouting: { teams: { web: { members: [mona], label: team/web } } }\nduplicates: { comment: false }\n',
};
const labels = ['bug', 'question', 'P1', 'effort/small', 'area/api', 'team/web'].map((name, i) => ({
  ...{ id: i + 1, name, color: 'ededed', description: '' },
}));
const issue = (number: number): Issue => ({
  ...{ repositoryId: 1, number, title: `Saving fails (${number})`, body: 'It says ENOENT.', state: 'open' },
  ...{ author: { login: 'author', id: 90, kind: 'person' }, authorAssociation: 'NONE', stateReason: null },
  ...{ labels: ['bug'], assignees: [], type: null, locked: false, closedAt: null },
  ...{ createdAt: '2026-05-01T09:00:00Z', updatedAt: '2026-05-01T09:00:00Z' },
});
const roles: Record<string, Permission> = {
  ...{ none: 'none', read: 'read', author: 'read', triage: 'triage' },
  ...{ write: 'write', maintain: 'maintain', admin: 'admin' },
};

describe('roles × commands × created, edited, deleted', () => {
  let database: Database;
  let app: Awaited<ReturnType<typeof createMemoryDispatch>>;
  const cells = commandNames.length * everybody.length * 3;
  beforeAll(async () => {
    database = (await databases[0]?.open()) ?? (await openDatabase({ dataDir: null }));
    const issues = Array.from({ length: cells + 1 }, (_, i) => issue(i + 1));
    app = await createMemoryDispatch(database, {
      ...{ labels, issues, files, permissions: roles },
      milestones: [{ number: 1, title: 'v2.1' }],
    });
    await app.deps.issues.saveIssue(app.repo, issue(1));
  });
  afterAll(() => database?.close());

  let next = 2;
  /** Gives a command on a fresh issue where it has something to do; returns what was written for it. */
  async function give(name: keyof typeof table, role: string, action: 'created' | 'edited' | 'deleted') {
    const number = next++;
    if (name === 'undo') {
      const by = {
        deliveryId: null,
        actor: { login: 'dispatch', id: null, kind: 'bot' },
        models: [],
      } as const;
      const write = { kind: 'label.add', label: 'bug', labelId: 1, why: '' } as const;
      const { effects } = app.deps.triage;
      const [row] = await effects.intend(app.repo, number, 'triage:x', [write], { ...by, models: [] });
      await effects.complete(app.repo, number, [{ id: row?.id ?? '', githubId: null }]);
    }
    const standing = app.issues.get(number);
    if (name === 'unassign') Object.assign(standing ?? {}, { assignees: ['mona'] });
    if (name === 'reopen') Object.assign(standing ?? {}, { state: 'closed', stateReason: 'completed' });
    const before = app.writes.length;
    const author = user(role, role === 'author' ? 90 : 100 + everybody.indexOf(role));
    await app.comment(action, { number, id: number, author, body: table[name].text });
    const calls = app.writes.slice(before).filter((write) => write.number === number || write.number === 0);
    const reactions = calls.filter(({ call }) => call === 'addReaction').map(({ what }) => what);
    const living = ['createComment', 'updateComment'];
    const others = calls
      .map(({ call }) => call)
      .filter((call) => call !== 'addReaction' && !living.includes(call));
    return {
      reactions,
      others,
      answered: calls.some(({ call }) => living.includes(call)),
      all: calls.length,
    };
  }

  it.each(commandNames)(
    '/%s',
    async (name) => {
      for (const role of everybody) {
        const { reactions, others, answered } = await give(name, role, 'created');
        const allowed = table[name].who.includes(role);
        expect({ role, reactions }).toEqual({ role, reactions: allowed ? ['+1'] : [] });
        expect({ role, others }).toEqual({ role, others: allowed ? table[name].writes : [] });
        // Who could not have given it wrote prose, for all that we know.
        if (!allowed) expect({ role, answered }).toEqual({ role, answered: false });
        for (const action of ['edited', 'deleted'] as const)
          expect({ role, action, all: (await give(name, role, action)).all }).toEqual({
            role,
            action,
            all: 0,
          });
      }
    },
    120_000,
  );

  it('covers every cell', () => {
    expect(next - 2).toBe(cells);
  });
});

describe('loops', () => {
  let database: Database;
  beforeAll(async () => {
    database = (await databases[0]?.open()) ?? (await openDatabase({ dataDir: null }));
  });
  afterAll(() => database?.close());
  const bot = user('dispatch[bot]', 500);

  it('our own comments and label events, fed back 1,000 times, write nothing', async () => {
    const app = await createMemoryDispatch(database, {
      labels,
      issues: [issue(1)],
      permissions: { 'dispatch[bot]': 'admin', 'other[bot]': 'admin' },
      files: { '.github/dispatch.yml': 'mode: apply\n' },
    });
    await app.issue('opened', 1, user('author', 90));
    const before = app.writes.length;
    for (let i = 0; i < 500; i++) {
      const author = i % 2 === 0 ? bot : user('other[bot]', 501);
      await app.comment('created', { number: 1, id: 1_000 + i, author, body: '/category question\n\n/help' });
      await app.issue(i % 2 === 0 ? 'labeled' : 'unlabeled', 1, bot, { label: { id: 1, name: 'bug' } });
    }
    expect(app.writes.length).toBe(before);
  }, 240_000);

  it('another bot that edits the issue again and again is answered five times an hour at most', async () => {
    const app = await createMemoryDispatch(database, {
      labels,
      issues: [{ ...issue(1), labels: [] }],
      files: {
        '.github/dispatch.yml':
          'mode: apply\ncomments: { when: always }\nlabels: { thresholds: { bug: 0.5, question: 0.5 } }\n',
      },
    });
    await app.issue('opened', 1, user('author', 90));
    const rounds: number[] = [];
    for (let i = 0; i < 20; i++) {
      const standing = app.issues.get(1);
      if (!standing) throw new Error('gone');
      const crash = 'It crashes with a TypeError. Steps to reproduce: start it. Expected: it starts.';
      standing.title = i % 2 === 0 ? 'How do I start it?' : 'Crash at start';
      standing.body = `${i % 2 === 0 ? 'How can I do that? Is there a way?' : crash} Take ${i}.`;
      standing.updatedAt = new Date(Date.parse(standing.updatedAt) + 60_000).toISOString();
      const before = app.writes.length;
      await app.issue('edited', 1, user('other[bot]', 501));
      rounds.push(app.writes.length - before);
    }
    const answered = rounds.filter((writes) => writes > 0).length;
    expect(answered).toBeGreaterThan(0);
    expect(answered).toBeLessThanOrEqual(5);
    expect(rounds.slice(10).every((writes) => writes === 0)).toBe(true);
  }, 60_000);

  it('somebody who may not triage makes us speak five times an hour at most', async () => {
    const app = await createMemoryDispatch(database, { labels, issues: [issue(1)] });
    const rounds: number[] = [];
    for (let i = 0; i < 12; i++) {
      const before = app.writes.length;
      const body = i % 2 === 0 ? '/label bug' : '/help';
      await app.comment('created', { number: 1, id: 2_000 + i, author: user('rita', 91), body });
      rounds.push(app.writes.length - before);
    }
    expect(rounds.filter((writes) => writes > 0)).toHaveLength(5);
  }, 60_000);
});
