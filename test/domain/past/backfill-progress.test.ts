import { expect, it } from 'vitest';
import { type BackfillProgress, secondsLeft, shareDone } from '../../../src/domain/past/backfill-progress.ts';

const progress: BackfillProgress = {
  stage: 'issues',
  pagesRead: 10,
  pagesTotal: 50,
  issuesRead: 900,
  startedAt: '2026-11-22T12:00:00Z',
  stageStartedAt: '2026-11-22T12:00:00Z',
  restsUntil: null,
  problem: null,
  finishedAt: null,
};
const at = (time: string) => Date.parse(`2026-11-22T${time}Z`);

it('is estimated by the pace so far', () => {
  expect(shareDone(progress)).toBe(0.2);
  expect(secondsLeft(progress, at('12:00:20'))).toBe(80);
});

it('counts the rest that the quota asks for', () => {
  const resting = { ...progress, restsUntil: '2026-11-22T12:30:20Z' };
  expect(secondsLeft(resting, at('12:00:20'))).toBe(1_800 + 80);
});

it('is unknown before GitHub said how much there is, and nothing at the end', () => {
  expect(secondsLeft({ ...progress, pagesTotal: null }, at('12:00:20'))).toBeNull();
  expect(shareDone({ ...progress, pagesTotal: null })).toBeNull();
  expect(secondsLeft({ ...progress, stage: 'done' }, at('12:00:20'))).toBe(0);
});
