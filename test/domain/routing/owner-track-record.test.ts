import { describe, expect, it } from 'vitest';
import type { Routing } from '../../../src/domain/issue/decision.ts';
import { type Handling, handledBy, judgePerson, judgeTeam } from '../../../src/domain/routing/handling.ts';
import {
  computeOwnerRecords,
  type OwnerOutcome,
  outcomesOf,
  ownerKey,
} from '../../../src/domain/routing/owner-track-record.ts';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';

const handling = (given: Partial<Handling>): Handling => ({
  ...{ author: 'rita', createdAt: '2026-01-01T00:00:00Z', assigned: [], closed: null },
  ...given,
});
const closed = (by: string) => ({ by, at: '2026-01-09T00:00:00Z' });

describe('whose an issue turned out to be', () => {
  it.each<[string, Partial<Handling>, boolean | null]>([
    ['was assigned', { assigned: ['Mona'] }, true],
    ['closed it', { closed: closed('mona') }, true],
    ['closed it, though somebody else was assigned', { assigned: ['tess'], closed: closed('mona') }, true],
    ['was not the one assigned', { assigned: ['tess'] }, false],
    ['was not the one who closed it', { closed: closed('tess') }, false],
    ['is not known', {}, null],
    ['was not asked by an author who closed their own', { closed: closed('rita') }, null],
    ['was assigned by us, which proves nothing', { assigned: ['mona'], assignedByUs: ['mona'] }, null],
    [
      'was left assigned until it was closed',
      { assigned: ['mona'], assignedByUs: ['mona'], closed: closed('ci') },
      true,
    ],
    ['was taken off', { assignedByUs: ['mona'] }, false],
    ['was replaced', { assigned: ['tess'], assignedByUs: ['Mona'] }, false],
  ])('mona %s', (_, given, right) => {
    expect(judgePerson(handledBy(handling(given)), 'mona')).toBe(right);
  });

  it('tells a team by its people and by its label', () => {
    const web = { members: ['mona', 'tess'], label: 'team/web' };
    const by = (given: Partial<Handling>) => handledBy(handling(given));
    expect(judgeTeam(by({ assigned: ['tess'] }), web, [])).toBe(true);
    expect(judgeTeam(by({ assigned: ['otto'] }), web, [])).toBe(false);
    expect(judgeTeam(by({ assigned: ['otto'] }), web, ['Team/Web'])).toBe(true);
    expect(judgeTeam(by({}), web, ['bug'])).toBeNull();
    expect(judgeTeam(by({ assigned: ['otto'] }), { members: [], label: null }, [])).toBeNull();
  });
});

describe('what people and teams earn', () => {
  const outcomes = (right: number, wrong: number, given: Partial<OwnerOutcome> = {}): OwnerOutcome[] =>
    Array.from({ length: right + wrong }, (_, i) => ({
      ...{ kind: 'person', name: 'mona', number: i + 1, right: i >= wrong, live: true },
      ...given,
    }));
  const rung = (all: OwnerOutcome[], before: 'observe' | 'suggest' | 'apply' = 'suggest') =>
    computeOwnerRecords(all, 0.8, new Map([[ownerKey('person', 'mona'), before]]))[0]?.autonomy;

  it('follows the lower bound of the record, as a label does', () => {
    expect(rung(outcomes(9, 0))).toBe('suggest');
    expect(rung(outcomes(10, 0))).toBe('apply');
    expect(rung(outcomes(30, 8))).toBe('suggest');
    expect(rung(outcomes(1, 9))).toBe('observe');
    // Up one step at a time.
    expect(rung(outcomes(40, 0), 'observe')).toBe('suggest');
  });

  it('is lost while the latest live suggestions fall short', () => {
    const before = outcomes(200, 0, { live: false });
    const since = outcomes(0, 12).map((one) => ({ ...one, number: one.number + 500 }));
    expect(rung([...before, ...since])).toBe('suggest');
  });

  it('counts an issue once, tells people from teams, and writes names as they are', () => {
    const [person, team] = computeOwnerRecords(
      [
        ...outcomes(1, 0),
        ...outcomes(0, 1),
        ...outcomes(3, 0, { number: 7 }),
        ...outcomes(1, 0, { kind: 'team', name: 'mona' }),
        ...outcomes(1, 0, { number: 9, name: 'Mona' }),
      ],
      0.8,
      new Map(),
    );
    expect(person).toMatchObject({ kind: 'person', name: 'Mona', record: { right: 2, wrong: 1 } });
    expect(team).toMatchObject({ kind: 'team', name: 'mona', record: { right: 1, wrong: 0 } });
  });

  it('comes from the first routing, and a label of our own waits for the closing', () => {
    const routing: Routing = {
      ...{ team: 'web', teamLabel: 'team/web', assignee: 'mona', autonomy: 'suggest', reasons: [] },
      teamAutonomy: 'apply',
    };
    const of = (given: Partial<Handling>) =>
      outcomesOf(
        { number: 3, routing, labels: ['team/web'], handling: handling(given) },
        defaultSettings,
      ).map(({ kind, right }) => `${kind} ${right}`);
    expect(of({})).toEqual([]);
    expect(of({ closed: closed('tess') })).toEqual(['person false', 'team true']);
    expect(of({ assigned: ['mona'] })).toEqual(['person true']);
  });
});
