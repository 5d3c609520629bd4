import { expect, it } from 'vitest';
import type { DecidedValue, LabelMeaning } from '../../../src/domain/issue/decision.ts';
import { previewBacklog } from '../../../src/domain/past/backlog-preview.ts';

const meaning = (name: string, dimension: LabelMeaning['dimension']): LabelMeaning => ({
  label: { id: 1, name, color: '', description: '' },
  ...{ dimension, value: name, reason: 'name' },
});
const meanings = [meaning('bug', 'category'), meaning('idea', 'category'), meaning('api', 'area')];
const value = (dimension: DecidedValue['dimension'], label: string | null, given = {}): DecidedValue => ({
  ...{ dimension, value: label ?? 'x', confidence: 0.9, label, autonomy: 'apply', threshold: 0.8 },
  ...{ why: '', reasons: [], decidedBy: [] },
  ...given,
});
const issue = (labels: string[]) => ({ number: 7, title: 'Seven', labels });

it.each([
  ['nothing stands', [], { written: ['bug', 'api'], suggested: [] }],
  ['the label stands already', ['BUG'], { written: ['api'], suggested: [] }],
  ['people chose another category', ['Idea'], { written: ['api'], suggested: [] }],
  ['people named another area', ['web'], { written: ['bug', 'api'], suggested: [] }],
] as const)('what would be written where %s', (_name, labels, expected) => {
  const values = [value('category', 'bug'), value('area', 'api')];
  const { rows } = previewBacklog([{ issue: issue([...labels]), values }], meanings);
  expect(rows).toEqual([{ number: 7, title: 'Seven', ...expected }]);
});

it('suggestions are told apart, and each label that would be written is counted', () => {
  const suggested = value('area', 'api', { autonomy: 'suggest' });
  const recorded = value('area', 'web', { autonomy: 'observe' });
  const preview = previewBacklog(
    [
      { issue: issue([]), values: [value('category', 'bug'), suggested, recorded, value('effort', null)] },
      { issue: issue([]), values: [value('category', 'bug')] },
      { issue: issue([]), values: [value('category', 'idea')] },
    ],
    meanings,
  );
  expect(preview.rows[0]).toMatchObject({ written: ['bug'], suggested: ['api'] });
  expect(preview.labels).toEqual([
    { label: 'bug', count: 2 },
    { label: 'idea', count: 1 },
  ]);
});
