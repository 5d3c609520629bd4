import { expect, it } from 'vitest';
import { presentNames, withPresentNames } from '../../../src/domain/taxonomy/label-names.ts';
import { settings } from '../words.ts';

const labels = [
  { name: 'type: bug', formerNames: ['bug', 'Defect'] },
  { name: 'enhancement', formerNames: ['wish'] },
  { name: 'wish', formerNames: [] },
];
const present = presentNames(labels);

it('a label is known by every name it had, unless another carries that name now', () => {
  expect(['BUG', 'defect', 'wish', 'other'].map(present)).toEqual([
    'type: bug',
    'type: bug',
    'wish',
    'other',
  ]);
});

it('settings follow a label that was renamed', () => {
  const given = settings({
    labels: { category: { bug: 'bug' }, thresholds: { Bug: 0.6 }, modes: { defect: 'apply' } },
    missing_information: { label: 'wish' },
    routing: { teams: { core: { label: 'bug' } } },
  });
  const now = withPresentNames(given, present);
  expect(now.labels.category).toEqual({ bug: 'type: bug' });
  expect(now.labels.thresholds).toEqual({ 'type: bug': 0.6 });
  expect(now.labels.modes).toEqual({ 'type: bug': 'apply' });
  expect(now.missing_information.label).toBe('wish');
  expect(now.routing.teams.core?.label).toBe('type: bug');
});
