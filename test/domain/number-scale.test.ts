import { expect, it } from 'vitest';
import { meanings } from './words.ts';

it.each([
  ['P0 P1 P2 P3 P4', 'critical high medium low low'],
  ['P1 P2 P3', 'high medium low'],
  ['P1 P2 P3 P4', 'critical high medium low'],
  ['P2 P3', 'high medium'],
  ['P0', 'critical'],
  ['P1', 'high'],
  ['sev1 sev2 sev3', 'critical high medium'],
  ['sev0 sev1 sev2', 'critical high medium'],
  ['S1 S2', 'critical high'],
  ['priority-1 priority-2', 'high medium'],
  ['P1 P2 sev1 sev2', 'high medium critical high'],
])('%s means %s', (labels, priorities) => {
  const names = labels.split(' ');
  const read = meanings(...names);
  const found = names.map((name) => read.find(({ label }) => label.name === name)?.value);
  expect(found).toEqual(priorities.split(' '));
});
