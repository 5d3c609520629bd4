import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTrainer } from '../../../src/classify/local/trainer.ts';
import type { LabelMeaning } from '../../../src/domain/issue/decision.ts';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import { replayPast } from '../../../src/triage/past/replay-past.ts';
import type { TaughtIssue } from '../../../src/triage/ports/models.ts';
import type { ReplayTrainer } from '../../../src/triage/ports/track-records.ts';

const meaning = (name: string, dimension: LabelMeaning['dimension'], value: string): LabelMeaning => ({
  label: { id: name.length, name, color: '', description: '' },
  ...{ dimension, value, reason: 'name' },
});
const meanings = [
  meaning('Bug', 'category', 'bug'),
  meaning('idea', 'category', 'feature'),
  meaning('area/api', 'area', 'area/api'),
  meaning('wontfix', 'workflow', ''),
];
const settings = defaultSettings;

/** Words that only this repository uses: bugs zorp, ideas flib. */
const issue = (number: number, given: Partial<TaughtIssue> = {}): TaughtIssue => ({
  number,
  title: number % 2 === 0 ? `zorp on plinth ${number}` : `flib for plinth ${number}`,
  body: number % 2 === 0 ? 'The plinth zorps whenever the lamp is lit.' : 'The plinth flibs, and a lamp too.',
  labels: [number % 2 === 0 ? 'bug' : 'Idea'],
  labeledAt: '2026-01-01T00:00:00Z',
  ...given,
});
const many = (count: number) => Array.from({ length: count }, (_, i) => issue(i + 1));

describe('a replay of the past', () => {
  const real = createTrainer();
  afterAll(() => real.close());

  it('measures each value by models of the repository’s own', async () => {
    const replay = await replayPast(real, { issues: many(60), meanings, settings });
    expect(replay).toMatchObject({ issues: 60, from: 1, to: 60, folds: 5 });
    const bug = replay.values.find(({ value }) => value === 'bug');
    expect(bug?.seen).toHaveLength(30);
    const right = bug?.outcomes.filter(([, , is]) => is === 1) ?? [];
    expect(right.length).toBeGreaterThan(25);
    expect((bug?.outcomes.length ?? 0) - right.length).toBeLessThan(3);
  }, 60_000);

  it('asks the shipped model where there is too little to learn from, and knows what it was judged by', async () => {
    const few = [
      issue(1, {
        title: 'Crash when saving through the api',
        body: 'The api crashes with TypeError: x is undefined\n    at save (api.js:3:1)',
        labels: ['Bug', 'area/api'],
      }),
      issue(2, { labels: ['wontfix'] }),
      issue(3, { labels: [], labeledAt: null }),
    ];
    const replay = await replayPast(real, { issues: few, meanings, settings });
    expect(replay).toMatchObject({ issues: 2, from: 1, to: 2 });
    // Nobody gave number 2 a category: there is nothing to be right or wrong about.
    const categories = replay.values.filter(({ dimension }) => dimension === 'category');
    expect(categories.flatMap(({ outcomes }) => outcomes.map(([number]) => number))).not.toContain(2);
    expect(replay.values.find(({ value }) => value === 'area/api')?.seen).toEqual([1]);
  }, 60_000);
});

describe('a replay', () => {
  /** A trainer whose models are the numbers they were taught by, and which notes what it is asked with which model. */
  let asked: { taughtBy: number[]; text: string }[];
  let given: unknown[];
  let spy: ReplayTrainer;
  beforeAll(() => {
    asked = [];
    given = [];
    spy = {
      async train({ rows }) {
        given.push(...rows);
        return Uint8Array.from(rows.map(({ title }) => Number(title.split(' ').at(-1))));
      },
      async ask({ dimension, model, issues }) {
        if (dimension !== 'category') return issues.map(() => ({ probabilities: {} }));
        given.push(...issues);
        for (const { title } of issues) asked.push({ taughtBy: [...(model ?? [])], text: title });
        return issues.map(({ title }) => ({
          probabilities: title.startsWith('zorp') ? { bug: 0.9 } : { feature: 0.9 },
        }));
      },
      async replayAreas({ rows }) {
        return rows.map(() => ({ probabilities: {} }));
      },
    };
  });

  it('never asks a model about an issue that taught it, and about each issue once', async () => {
    const { values } = await replayPast(spy, { issues: many(53), meanings, settings });
    expect(asked).toHaveLength(53);
    for (const { taughtBy, text } of asked) {
      expect(taughtBy.length).toBeGreaterThan(40);
      expect(taughtBy).not.toContain(Number(text.split(' ').at(-1)));
    }
    expect(values.map(({ value, seen, outcomes }) => [value, seen.length, outcomes.length])).toEqual([
      ['feature', 27, 27],
      ['bug', 26, 26],
    ]);
  });

  it('shows a model nothing of an issue but its title and its text', () => {
    expect(given.length).toBeGreaterThan(100);
    for (const one of given)
      expect(Object.keys(one as object)).toEqual(expect.arrayContaining(['title', 'body']));
    const keys = new Set(given.flatMap((one) => Object.keys(one as object)));
    // What lessons carry besides: their own labels, by which they teach.
    expect([...keys].filter((key) => !['title', 'body'].includes(key))).toEqual(
      expect.not.arrayContaining(['state', 'comments', 'closedAt']),
    );
    const askedOf = given.filter((one) => !('labels' in (one as object)));
    for (const one of askedOf) expect(Object.keys(one as object).sort()).toEqual(['body', 'title']);
  });
});
