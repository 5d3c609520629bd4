import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRoot } from '../../../src/domain/duplicates/find-root.ts';
import { judgeLink, type LinkTarget } from '../../../src/domain/duplicates/judge-link.ts';
import { relationTo } from '../../../src/domain/duplicates/relation.ts';
import { withoutIssue } from '../../../src/domain/duplicates/without-issue.ts';

const issue = fc.integer({ min: 1, max: 9 });
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('link' as const), number: issue, of: issue }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unlink' as const), number: issue }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), number: issue }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('close as duplicate' as const), number: issue }) },
);

const open: LinkTarget = { state: 'open', stateReason: null };

describe('links between duplicates', () => {
  it('make no circle, lead to no issue that is gone, and never to itself, whatever the history', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (history) => {
        const parents = new Map<number, number>();
        const known = new Map<number, LinkTarget>(Array.from({ length: 9 }, (_, i) => [i + 1, open]));
        for (const each of history) {
          const { number } = each;
          if (each.kind === 'link') {
            const others = new Map(parents);
            others.delete(number);
            const verdict = judgeLink(number, each.of, others, (n) => known.get(n) ?? null);
            if (verdict.ok) {
              expect(verdict.canonical).not.toBe(number);
              expect(known.get(verdict.canonical)?.stateReason).not.toBe('duplicate');
              parents.set(number, verdict.canonical);
            }
          } else if (each.kind === 'unlink') parents.delete(number);
          else if (each.kind === 'close as duplicate' && known.has(number))
            known.set(number, { state: 'closed', stateReason: 'duplicate' });
          else if (each.kind === 'forget' && known.delete(number)) {
            for (const [child, parent] of withoutIssue(number, parents)) {
              if (parent === null) parents.delete(child);
              else parents.set(child, parent);
            }
          }
          for (const from of parents.keys()) {
            let at = from;
            for (let hops = 0; parents.has(at); hops++) {
              expect(hops).toBeLessThan(10);
              at = parents.get(at) as number;
            }
            expect(at).toBe(findRoot(from, parents));
            expect(at).not.toBe(from);
            expect(known.has(at)).toBe(true);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('follow a duplicate to the root of what it is a duplicate of', () => {
    expect(judgeLink(30, 20, new Map([[20, 10]]), () => open)).toEqual({ ok: true, canonical: 10 });
  });

  it('are refused by a code: itself, the other way round, unknown, closed as a duplicate of nobody knows what', () => {
    const problem = (number: number, of: number, parents = new Map<number, number>(), target = open) => {
      const verdict = judgeLink(number, of, parents, (each) => (each === 99 ? null : target));
      return verdict.ok ? null : verdict.problem;
    };
    expect(problem(3, 3)).toEqual({ code: 'own_duplicate' });
    expect(problem(1, 2, new Map([[2, 1]]))).toEqual({ code: 'linked_back', of: 2 });
    expect(problem(1, 99)).toEqual({ code: 'unknown_issue', number: 99 });
    expect(problem(1, 2, new Map([[2, 99]]))).toEqual({ code: 'canonical_gone', of: 2, canonical: 99 });
    expect(problem(1, 2, new Map(), { state: 'closed', stateReason: 'duplicate' })).toEqual({
      ...{ code: 'canonical_duplicate', canonical: 2 },
    });
  });

  it('pass to the oldest where the root is gone, and to the parent where a middle one is', () => {
    const star = new Map([
      [7, 2],
      [5, 2],
      [9, 2],
    ]);
    expect(withoutIssue(2, star)).toEqual(
      new Map([
        [7, 5],
        [5, null],
        [9, 5],
      ]),
    );
    const chain = new Map([
      [9, 7],
      [7, 2],
    ]);
    expect(withoutIssue(7, chain)).toEqual(
      new Map([
        [7, null],
        [9, 2],
      ]),
    );
  });
});

describe('what a canonical issue is to its like', () => {
  const filed = '2026-05-10T00:00:00Z';
  const closed = (closedAt: string, stateReason: string | null = 'completed') =>
    relationTo({ state: 'closed', stateReason, closedAt }, filed);
  it('is told by its state and by when it was closed', () => {
    expect(relationTo({ ...open, closedAt: null }, filed)).toBe('duplicate');
    expect(closed('2026-05-12T00:00:00Z')).toBe('solved in');
    expect(closed('2026-05-01T00:00:00Z')).toBe('regression?');
    expect(closed('2026-05-01T00:00:00Z', 'not_planned')).toBe('not planned');
  });
});
