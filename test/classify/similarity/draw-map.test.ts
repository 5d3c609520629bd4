import { afterAll, describe, expect, it } from 'vitest';
import { drawMap } from '../../../src/classify/similarity/draw-map.ts';
import { createSimilarityThread } from '../../../src/classify/similarity/similarity-thread.ts';
import type { MapIssue } from '../../../src/triage/ports/themes.ts';

const subjects = ['calendar feed is empty', 'export to pdf cuts off', 'sync conflict after sleep'];

/** Twelve issues of each subject, tied within it, one tie across, and one issue that is like no other. */
function made(): MapIssue[] {
  const issues = Array.from({ length: 36 }, (_, i) => ({
    number: i + 1,
    title: `${subjects[i % 3]}, case ${String.fromCharCode(97 + i)}`,
    neighbors: [3, 6, 9].map((step) => ({ number: ((i + step) % 36) + 1, weight: 0.6 })),
    ...{ theme: null, x: null, y: null },
  }));
  issues[0]?.neighbors.push({ number: 2, weight: 0.3 });
  return [...issues, { number: 99, title: 'alone', neighbors: [], theme: null, x: null, y: null }];
}

const thread = createSimilarityThread();
afterAll(() => thread.close());

describe('a map of themes', () => {
  it('finds the groups that are tied together, and leaves alone what is tied to nothing', () => {
    const { issues, terms } = drawMap({ issues: made(), firstFree: 5 });
    const themeOf = new Map(issues.map(({ number, theme }) => [number, theme]));
    for (let i = 1; i <= 36; i++) expect(themeOf.get(i)).toBe(themeOf.get(((i - 1) % 3) + 1));
    expect(new Set([1, 2, 3].map((number) => themeOf.get(number))).size).toBe(3);
    expect(themeOf.get(99)).toBeNull();
    expect([...terms.keys()].toSorted()).toEqual([5, 6, 7]);
    expect(terms.get(themeOf.get(2) as number)).toContain('pdf');
  });

  it('is the same for the same issues, within bounds, and like issues are nearer to each other than to others', () => {
    const one = drawMap({ issues: made(), firstFree: 1 });
    expect(drawMap({ issues: made(), firstFree: 1 })).toEqual(one);
    const at = (number: number) =>
      one.issues.find((issue) => issue.number === number) as { x: number; y: number };
    const distance = (a: number, b: number) => Math.hypot(at(a).x - at(b).x, at(a).y - at(b).y);
    for (const { x, y } of one.issues) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1);
    expect(distance(5, 8)).toBeLessThan(distance(5, 6));
  });

  it('keeps the ids of themes that go on', () => {
    const first = drawMap({ issues: made(), firstFree: 1 });
    const places = new Map(first.issues.map((issue) => [issue.number, issue]));
    const again = made().map((issue) => ({ ...issue, ...places.get(issue.number) }));
    const second = drawMap({ issues: again, firstFree: 50 });
    expect(second.issues.map(({ theme }) => theme)).toEqual(first.issues.map(({ theme }) => theme));
  });

  it('is drawn in a thread of its own, and of nothing too', async () => {
    const map = await thread.draw({ issues: made(), firstFree: 1 });
    expect(map).toEqual(drawMap({ issues: made(), firstFree: 1 }));
    expect(drawMap({ issues: [], firstFree: 1 })).toEqual({ terms: new Map(), issues: [] });
  });
});
