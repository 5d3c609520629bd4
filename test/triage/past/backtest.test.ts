import { afterAll, expect, it } from 'vitest';
import { isUnsure } from '../../../src/classify/is-unsure.ts';
import { createTrainer } from '../../../src/classify/local/trainer.ts';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import { backtest } from '../../../src/triage/past/backtest.ts';
import type { TaughtIssue } from '../../../src/triage/ports/models.ts';

const trainer = createTrainer();
afterAll(() => trainer.close());
const countPrompt = async () => 700;
const deps = { trainer, isUnsure, countPrompt };

const labels = ['bug', 'enhancement', 'area/tide'].map((name, index) => ({
  ...{ id: index + 1, name, color: 'ededed', description: '' },
}));

/** A made-up past in which the words tell the label. */
function makePast(count: number, flip = (_i: number) => false): TaughtIssue[] {
  return Array.from({ length: count }, (_, i) => {
    const bug = i % 2 === 0;
    const tide = i % 3 === 0;
    const kind = bug ? 'The app crashes with an error when saving' : 'Please add support for a new export';
    return {
      number: i + 1,
      title: `${kind} ${i}`,
      body: tide ? 'This happens in the tide table of the harbour.' : 'This happens in the settings.',
      labels: [bug !== flip(i) ? 'bug' : 'enhancement', ...(tide ? ['area/tide'] : [])],
      labeledAt: '2026-01-01T00:00:00.000Z',
    };
  });
}

it('counts for every label what would have been written and what people had made of it', async () => {
  const progress: number[] = [];
  const issues = makePast(160);
  const report = await backtest(
    deps,
    { issues, labels, settings: defaultSettings },
    { onProgress: (done) => progress.push(done) },
  );
  expect(report.issues).toBe(160);
  expect(report.judged).toBe(160);
  expect(progress.at(-1)).toBe(160);
  const bug = report.labels.find(({ label }) => label === 'bug');
  expect(bug).toMatchObject({ seen: 80, rung: 'apply' });
  expect(bug?.applied.right).toBeGreaterThan(20);
  expect(report.covered).toBeGreaterThan(40);
  expect(report.stretches.reduce((sum, { issues: own }) => sum + own, 0)).toBe(160);
  expect(report.stretches[0]?.coverage).toBe(0);
});

it('where documentation alone is labeled, it is not written on everything else', async () => {
  const marked = [
    { ...labels[0], id: 9, name: 'Documentation' },
    { ...labels[0], id: 10, name: 'Proposal' },
  ] as typeof labels;
  const things = [
    'order of evaluation in select',
    'channels of channels',
    'names of methods',
    'linker flags',
  ];
  const issues = makePast(400).map((issue, i) =>
    i % 12 === 0
      ? {
          ...issue,
          title: `manual: chapter ${i} on ${things[i % 4]}`,
          body: 'The manual does not mention it.',
          labels: ['Documentation'],
        }
      : {
          ...issue,
          title: `compiler: ${things[i % 4]} ${i}`,
          body: 'Noticed while reading.',
          labels: i % 60 === 1 ? ['Proposal'] : [],
        },
  );
  const report = await backtest(deps, { issues, labels: marked, settings: defaultSettings });
  const documentation = report.labels.find(({ label }) => label === 'Documentation');
  expect(documentation).toMatchObject({ seen: 34, unjudged: 0 });
  expect(documentation?.applied.wrong).toBeLessThan(3);
  expect(documentation?.suggested.wrong).toBeLessThan(10);
});

it('nothing of an issue is known before it is decided', async () => {
  // From the 81st on people say the opposite: whoever peeked would be right.
  const turned = makePast(120, (i) => i >= 80);
  const report = await backtest(deps, { issues: turned, labels, settings: defaultSettings });
  const same = await backtest(deps, { issues: makePast(80), labels, settings: defaultSettings });
  const wrong = report.applied.wrong + report.suggested.wrong;
  expect(wrong).toBeGreaterThan(same.applied.wrong + same.suggested.wrong + 10);
});

it('a past without labels is decided and judged by nobody', async () => {
  const issues = makePast(40).map((issue) => ({ ...issue, labels: [], labeledAt: null }));
  const report = await backtest(deps, { issues, labels, settings: defaultSettings });
  expect(report).toMatchObject({ issues: 40, judged: 0, covered: 0, applied: { right: 0, wrong: 0 } });
  expect(report.calibration).toEqual([]);
});

it('an empty past gives an empty report', async () => {
  const report = await backtest(deps, { issues: [], labels, settings: defaultSettings });
  expect(report).toMatchObject({ issues: 0, covered: 0, labels: [], stretches: [] });
});
