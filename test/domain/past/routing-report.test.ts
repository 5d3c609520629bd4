import { expect, it } from 'vitest';
import { summarizeBacktest } from '../../../src/domain/past/backtest.ts';
import { ownerCells, routingFigures, routingNote } from '../../../src/domain/past/backtest-figures.ts';
import { type PastRouting, summarizeRouting } from '../../../src/domain/past/routing-report.ts';

const routing = (number: number, people: [string, boolean | null][]): PastRouting => ({
  ...{ number, handled: true, teams: [] },
  people: people.map(([name, right]) => ({ name, right })),
});
const reportOf = (routings: PastRouting[] | null) =>
  summarizeBacktest([], {
    ...{ seen: new Map(), judged: 0, standings: [] },
    routing: routings && summarizeRouting(routings, 0.8),
  });

it('counts the first suggestion and the first three, and who had earned to be assigned by then', () => {
  const report = reportOf([
    ...Array.from({ length: 75 }, (_, i) => routing(i + 1, [['mona', true]])),
    routing(76, [
      ['mona', false],
      ['tess', false],
      ['otto', true],
    ]),
    routing(77, [
      ['mona', false],
      ['a', false],
      ['b', false],
      ['otto', true],
    ]),
    routing(78, []),
    { ...routing(79, [['mona', null]]), handled: false },
  ]);
  expect(report.routing).toMatchObject({
    handled: 78,
    people: { judged: 77, first: 75, firstThree: 76 },
    teams: { judged: 0 },
  });
  // The first 25 taught; the 26th was assigned already.
  const [mona] = report.routing?.owners ?? [];
  expect(mona).toMatchObject({ name: 'mona', assigned: { right: 50, wrong: 2 }, rung: 'apply' });
  expect(mona && ownerCells(mona)).toEqual([77, '97%', '93%', 52, '96%', 'apply']);
  expect(routingFigures(report)).toEqual([
    { name: 'issues that someone was assigned to or closed', value: '78' },
    { name: 'issues with a suggested person that could be judged', value: '77' },
    { name: 'the suggested person was right', value: '97%' },
    { name: 'one of the first three people was right', value: '98%' },
  ]);
});

it('says when nobody is known', () => {
  const note = 'The history does not say who was assigned';
  expect(routingNote(reportOf(null))).toContain(note);
  expect(routingFigures(reportOf(null))).toEqual([]);
  expect(routingNote(reportOf([{ ...routing(1, [['mona', null]]), handled: false }]))).toContain(note);
});
