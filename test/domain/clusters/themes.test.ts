import { describe, expect, it } from 'vitest';
import { joinTheme } from '../../../src/domain/clusters/join-theme.ts';
import { keepIds } from '../../../src/domain/clusters/keep-ids.ts';
import { nameThemes } from '../../../src/domain/clusters/name-themes.ts';

describe('the name of a theme', () => {
  it('is what its titles say and others do not, as people spell it', () => {
    const names = nameThemes(
      new Map([
        [
          1,
          [
            'Calendar feed crashes',
            'The feed of the calendar is empty',
            'Feeds: no events',
            'Crash in the app',
          ],
        ],
        [2, ['Export to PDF cuts titles', 'PDF export is slow', 'The app crashes on PDF export']],
      ]),
    );
    expect(names.get(1)?.[0]).toBe('feed');
    expect(names.get(1)).toContain('calendar');
    expect(names.get(2)?.slice(0, 2).toSorted()).toEqual(['export', 'pdf']);
    expect(names.get(2)).not.toContain('the');
  });
});

describe('a new issue', () => {
  const standing = new Map([
    [1, { theme: 7, x: 0, y: 0 }],
    [2, { theme: 7, x: 1, y: 0 }],
    [3, { theme: 8, x: 0, y: 1 }],
    [4, { theme: null, x: null, y: null }],
  ]);
  const join = (...neighbors: [number, number][]) =>
    joinTheme(
      neighbors.map(([number, weight]) => ({ number, weight })),
      (number) => standing.get(number),
    );
  it('joins the theme that most of its neighbors have, between them', () => {
    expect(join([1, 0.5], [2, 0.5], [3, 0.2])).toMatchObject({ theme: 7 });
    expect(join([1, 0.5], [2, 0.5])).toEqual({ theme: 7, x: 0.5, y: 0 });
  });
  it('joins none where its neighbors are of two minds, or unknown', () => {
    expect(join([1, 0.4], [3, 0.4]).theme).toBeNull();
    expect(join([4, 0.9], [99, 0.9])).toEqual({ theme: null, x: null, y: null });
  });
});

describe('the ids of themes', () => {
  it('stay with most of their issues, and new ones were never used', () => {
    const before = new Map([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 9],
    ]);
    const groups = new Map([
      [0, [20, 21, 22]],
      [1, [1, 2, 5]],
      [2, [3]],
    ]);
    expect(keepIds(groups, before, 10)).toEqual(
      new Map([
        [1, 4],
        [0, 10],
        [2, 11],
      ]),
    );
  });
});
