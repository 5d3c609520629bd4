import { describe, expect, it } from 'vitest';
import { areaModelFromBytes, areaModelToBytes } from '../../../../src/classify/local/areas/area-model.ts';
import { areaOpinion } from '../../../../src/classify/local/areas/area-opinion.ts';
import { learnAreas } from '../../../../src/classify/local/areas/learn-areas.ts';
import { shippedAreaWeights } from '../../../../src/classify/local/areas/shipped-area-weights.ts';
import { openFloor } from '../../../../src/domain/decide/decide-autonomy.ts';
import type { LabelMeaning } from '../../../../src/domain/issue/decision.ts';

const names = ['area/uploads', 'area/search', 'area/lamps', 'area/billing', 'area/docs', 'ci'];
const meanings = names.map(
  (name, id): LabelMeaning => ({
    label: { id, name, color: '', description: '' },
    ...{ dimension: 'area', value: name, reason: 'name' },
  }),
);
const issueOf = (title: string, body = '') => ({ title, body });
const likeliest = (probabilities: Record<string, number>) =>
  Object.entries(probabilities).sort(([, a], [, b]) => b - a)[0]?.[0];

describe('areas before anything was taught', () => {
  const opinion = areaOpinion(null, issueOf('Upload stops at 99 %', 'The lamp is on.'), meanings);

  it('are ranked by their names', () => {
    expect(likeliest(opinion.probabilities)).toBe('area/uploads');
    expect(opinion.reasons['area/uploads']?.[0]?.text).toBe('title names `area/uploads`');
  });

  it('are never likely enough to be written by a name that only the text mentions', () => {
    expect(opinion.probabilities['area/lamps'] ?? 0).toBeLessThan(0.5);
  });

  it('survive labels that are called like parts of every object', () => {
    const strange = ['constructor', '__proto__', 'toString'].map(
      (name, id): LabelMeaning => ({
        label: { id, name, color: '', description: '' },
        ...{ dimension: 'area', value: name, reason: 'name' },
      }),
    );
    const { probabilities } = areaOpinion(null, issueOf('constructor fails'), strange);
    expect(Object.keys(probabilities)).toContain('constructor');
  });
});

/** Uploads zorp, lamps flib, searches gronk, bills quim. */
const topics = [
  ['area/uploads', 'zorp of the plinth', 'The plinth zorps.'],
  ['area/lamps', 'flib for the lintel', 'The lintel flibs.'],
  ['area/search', 'gronk in the attic', 'The attic gronks.'],
  ['area/billing', 'quim on the ledger', 'The ledger quims.'],
] as const;
const lessons = Array.from({ length: 80 }, (_, i) => {
  const [label, title, body] = topics[i % topics.length] as (typeof topics)[number];
  return { title: `${title} ${i}`, body, labels: [label] };
});
const learn = (issues: typeof lessons | { title: string; body: string; labels: string[] }[]) =>
  areaModelFromBytes(areaModelToBytes(learnAreas(issues, names, shippedAreaWeights()).model));

describe('areas that have been taught', () => {
  const model = learn(lessons);

  it('are told by what their issues say, with reasons in words', () => {
    const { probabilities, reasons } = areaOpinion(model, issueOf('zorp again', 'A plinth zorps.'), meanings);
    expect(probabilities['area/uploads']).toBeGreaterThan(0.7);
    expect(reasons['area/uploads']?.some(({ text }) => /zorp|plinth/.test(text))).toBe(true);
  });

  it('are ranked from their first example', () => {
    const one = learn([
      ...lessons,
      { title: 'mib near the moat', body: 'The moat mibs.', labels: ['area/docs'] },
    ]);
    const { probabilities } = areaOpinion(one, issueOf('mib at the moat', 'It mibs.'), meanings);
    expect(likeliest(probabilities)).toBe('area/docs');
  });

  it('know labels that the repository got since, by their names', () => {
    const later = [
      ...meanings,
      {
        label: { id: 99, name: 'area/trumpets', color: '', description: '' },
        ...{ dimension: 'area' as const, value: 'area/trumpets', reason: 'name' },
      },
    ];
    const of = (title: string) =>
      areaOpinion(model, issueOf(title), later).probabilities['area/trumpets'] ?? 0;
    expect(of('Trumpets are silent')).toBeGreaterThan(4 * of('Lamps are silent'));
  });

  it('leave out labels that the repository no longer has', () => {
    const left = meanings.filter(({ value }) => value !== 'area/uploads');
    const { probabilities } = areaOpinion(model, issueOf('zorp again', 'A plinth zorps.'), left);
    expect(probabilities).not.toHaveProperty('area/uploads');
  });
});

describe('a repository that labels areas now and then', () => {
  const sparse = lessons.flatMap((lesson, i) => [
    lesson,
    ...Array.from({ length: 12 }, (_, j) => ({
      title: `wrangle the door ${i} ${j}`,
      body: 'The door wrangles.',
      labels: [],
    })),
  ]);
  const model = learn(sparse.slice(-600));

  it('knows that an issue like those without an area gets none, whatever fits best', () => {
    const { open } = areaOpinion(model, issueOf('wrangle that door', 'It wrangles.'), meanings);
    for (const p of Object.values(open)) expect(p).toBeLessThan(openFloor);
  });

  it('still tells areas apart', () => {
    const { probabilities } = areaOpinion(model, issueOf('flib', 'A lintel flibs.'), meanings);
    expect(likeliest(probabilities)).toBe('area/lamps');
    expect(probabilities['area/lamps']).toBeGreaterThan(0.5);
  });
});

describe('what a walk through the past says', () => {
  it('is said of each issue before the issue taught', () => {
    const { replayed } = learnAreas(lessons, names, shippedAreaWeights());
    expect(replayed).toHaveLength(lessons.length);
    const changed = lessons.map((lesson, i) => (i === 40 ? { ...lesson, labels: ['ci'] } : lesson));
    const other = learnAreas(changed, names, shippedAreaWeights()).replayed;
    expect(other.slice(0, 41)).toEqual(replayed.slice(0, 41));
  });
});
