import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AutomationLevel } from '../../../demo/local-github/world/rows.ts';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { suggestionsOf } from '../../../demo/local-github/world/suggestions.ts';
import { findIssue, requireRepo } from '../../../demo/local-github/world/world.ts';
import { effects } from '../../../src/store/schema/record-schema.ts';
import { issues } from '../../../src/store/schema/repository-schema.ts';
import { databases } from '../../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';

const levels: AutomationLevel[] = ['full control', 'cautious', 'balanced', 'full'];
/** `bug` has no record yet, so it is of low confidence; what a rule demands is of high confidence. */
const settings = `mode: apply
duplicates: { comment: false }
labels: { thresholds: { bug: 0.5 } }
rules:
  - when: { title: '^Crash' }
    label: area/archives
`;
const heldBy: Record<AutomationLevel, readonly string[]> = {
  'full control': ['bug', 'area/archives'],
  cautious: ['bug'],
  balanced: ['bug'],
  full: [],
};
const states = ['off', 'opted-out', 'withdrawn', 'lossy', 'refusing', 'dismissed'] as const;
const levelName = (level: AutomationLevel) => level.replace(' ', '-');
/** Whether it takes reasons is asked for once a day, so each state has a repository of its own. */
const seed = {
  ...SMALL_SEED,
  repositories: ['widgets', ...levels.map(levelName), ...states].flatMap((name) =>
    SMALL_SEED.repositories.map((each) => ({
      ...{ ...each, name, labels: [...(each.labels ?? []), { name: 'area/archives' }] },
      files: {
        '.github/dispatch.yml': `${settings}suggestions: ${name === 'opted-out' ? '"off"' : 'console'}\n`,
      },
    })),
  ),
};

describe.each(databases)('a label with its reason, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed });
  });
  afterAll(() => run?.close());
  afterEach(() => {
    expect(run.github.violations).toEqual([]);
  });

  let filed = 0;
  const opened = async (name: string, title = 'Crash when opening a large archive') => {
    const { number } = await run.github.openIssue(`acme/${name}`, {
      title: `${title} ${++filed}`,
      body: 'It crashes every time.\n\n```\nTypeError: cannot read properties of undefined\n    at openArchive (archive.js:31:7)\n```',
      author: ['rita', 'ravi', 'oscar', 'tess'][filed % 4] ?? 'rita',
    });
    await run.drained();
    return number;
  };
  const issueOf = (name: string, number: number) => {
    const { world } = run.github;
    const issue = findIssue(world, requireRepo(world, `acme/${name}`), number);
    if (!issue) throw new Error(`no issue ${number}`);
    return issue;
  };
  const on = (name: string, number: number) =>
    issueOf(name, number).label_ids.map((id) => run.github.world.tables.labels.get(id)?.name);
  const suggested = (name: string, number: number) =>
    suggestionsOf(run.github.world, issueOf(name, number)).map(({ label_id, state, confidence }) => ({
      ...{ label: run.github.world.tables.labels.get(label_id)?.name, state, confidence },
    }));
  /** What became of each label that we meant to write, by our own record. */
  const recorded = async (name: string, number: number) => {
    const { id } = requireRepo(run.github.world, `acme/${name}`);
    const rows = await run.dispatch.database.withTenant(run.github.installationId, (tx) =>
      tx
        .select()
        .from(effects)
        .where(and(eq(effects.repositoryId, id), eq(effects.number, number), eq(effects.kind, 'label.add'))),
    );
    return Object.fromEntries(
      rows.map(({ action, status, reason }) => [
        (action as { label: string }).label,
        reason === null ? status : (reason as { code: string }).code,
      ]),
    );
  };
  /** Requests that concern one issue, by method and what follows its number. */
  const requests = (name: string, number: number) =>
    run.github.requests
      .filter(({ path }) => path.startsWith(`/repos/acme/${name}/issues/${number}`))
      .map(({ method, path }) => `${method} ${path.split('/').slice(6).join('/')}`.trim());

  it.each(levels)('is applied or held as the level says: %s', async (level) => {
    const name = levelName(level);
    run.github.setAutomation(`acme/${name}`, level);
    const first = await opened(name);
    const held = heldBy[level];
    const fate = (label: string, no: string, yes: string) => (held.includes(label) ? no : yes);
    expect(on(name, first).sort()).toEqual(['area/archives', 'bug'].filter((label) => !held.includes(label)));
    expect(suggested(name, first)).toEqual(
      expect.arrayContaining([
        { label: 'bug', state: fate('bug', 'pending', 'applied'), confidence: 'low' },
        { label: 'area/archives', state: fate('area/archives', 'pending', 'applied'), confidence: 'high' },
      ]),
    );
    expect(await recorded(name, first)).toEqual({
      bug: fate('bug', 'held_by_automation', 'done'),
      'area/archives': fate('area/archives', 'held_by_automation', 'done'),
    });
    const [row] = suggestionsOf(run.github.world, issueOf(name, first));
    expect(row?.rationale).toMatch(/% confident; .*because of/);
    // The first one also asked whether reasons are taken at all.
    const second = await opened(name);
    const labeled = ['GET', 'POST labels'];
    expect(requests(name, second)).toEqual(held.length > 0 ? [...labeled, 'GET suggestions'] : labeled);
    const { outcome } = await rowOf(name, first);
    expect(outcome).toBe(level === 'full control' ? 'suggested' : 'applied');
  });

  const rowOf = async (name: string, number: number) => {
    const { id } = requireRepo(run.github.world, `acme/${name}`);
    const [row] = await run.dispatch.database.withTenant(run.github.installationId, (tx) =>
      tx
        .select({ outcome: issues.outcome })
        .from(issues)
        .where(and(eq(issues.repositoryId, id), eq(issues.number, number))),
    );
    if (!row) throw new Error(`issue ${number} is not known`);
    return row;
  };

  it('is an ordinary one where suggestions are off, for no more requests than before', async () => {
    const first = await opened('off');
    expect(requests('off', first)).toEqual(['GET', 'GET suggestions', 'POST labels']);
    const second = await opened('off');
    expect(requests('off', second)).toEqual(['GET', 'POST labels']);
    expect(on('off', second).sort()).toEqual(['area/archives', 'bug']);
  });

  it('is an ordinary one where the settings say so, and no level holds it', async () => {
    run.github.setAutomation('acme/opted-out', 'full control');
    const number = await opened('opted-out');
    expect(requests('opted-out', number)).toEqual(['GET', 'POST labels']);
    expect(on('opted-out', number).sort()).toEqual(['area/archives', 'bug']);
  });

  it('goes on without one where suggestions are withdrawn, refused, or answered with nothing', async () => {
    for (const name of ['withdrawn', 'lossy', 'refusing']) run.github.setAutomation(`acme/${name}`, 'full');
    for (const name of ['withdrawn', 'lossy', 'refusing']) await opened(name);
    run.github.setAutomation('acme/withdrawn', null);
    run.github.faults.inject({ method: 'POST', path: /lossy\/issues\/2\/labels$/, status: 200, body: [] });
    run.github.faults.inject({ method: 'POST', path: /refusing\/issues\/2\/labels$/, status: 422 });
    for (const name of ['withdrawn', 'lossy', 'refusing']) {
      const number = await opened(name);
      expect(on(name, number).sort()).toEqual(['area/archives', 'bug']);
      expect(await recorded(name, number)).toEqual({ bug: 'done', 'area/archives': 'done' });
    }
    // It gave no reason after that, and asked for nothing more.
    const third = await opened('refusing');
    expect(requests('refusing', third)).toEqual(['GET', 'POST labels']);
  });

  it('is not asked for again while it is held, nor once a person dismissed it', async () => {
    const name = 'dismissed';
    run.github.setAutomation(`acme/${name}`, 'full control');
    const number = await opened(name);
    const edit = async (title: string) => {
      await run.github.editIssue(`acme/${name}`, number, 'mona', { title });
      await run.drained();
    };
    await edit('Crash when opening any archive at all');
    expect(suggested(name, number).map(({ state }) => state)).toEqual(['pending', 'pending']);
    for (const { id } of suggestionsOf(run.github.world, issueOf(name, number)))
      run.github.dismissSuggestion(`acme/${name}`, number, id, 'mona');
    await edit('Crash when opening archives of every size');
    expect(suggested(name, number).map(({ state }) => state)).toEqual(['dismissed', 'dismissed']);
    expect(on(name, number)).toEqual([]);
  });
});
