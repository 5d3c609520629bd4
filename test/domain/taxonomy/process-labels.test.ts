import { expect, it } from 'vitest';
import type { LabelMark } from '../../../src/domain/issue/issue-past.ts';
import { type MarkedIssue, processLabels } from '../../../src/domain/taxonomy/process-labels.ts';
import { readTaxonomy } from '../../../src/domain/taxonomy/taxonomy.ts';
import { settings } from '../words.ts';

const person = { login: 'mona', id: 1, kind: 'person' as const };
const bot = { login: 'triage[bot]', id: 2, kind: 'bot' as const };
const at = '2026-03-01T10:00:00Z';
const marked = (
  name: string,
  over: Partial<LabelMark> = {},
  rest: Partial<MarkedIssue> = {},
): MarkedIssue => ({
  marks: Object.fromEntries([[name, { on: true, by: person, at, ...over }]]),
  ...{ closedAt: '2026-04-01T10:00:00Z', ours: [], ...rest },
});
const times = (count: number, issue: MarkedIssue) => Array.from({ length: count }, () => issue);

it.each<[string, boolean, MarkedIssue[]]>([
  ['put on by people early, and left', false, times(30, marked('turbo'))],
  ['put on by bots', true, [...times(19, marked('turbo', { by: bot })), marked('turbo')]],
  [
    'put on by bots now and then',
    false,
    [...times(12, marked('turbo', { by: bot })), ...times(8, marked('turbo'))],
  ],
  ['put on by bots, but by us', false, times(20, marked('turbo', { by: bot }, { ours: ['turbo'] }))],
  ['put on at closing', true, times(9, marked('turbo', {}, { closedAt: '2026-03-01T10:05:00Z' }))],
  ['put on after closing', true, times(9, marked('turbo', {}, { closedAt: '2026-02-01T10:00:00Z' }))],
  ['put on while open', false, times(30, marked('turbo', {}, { closedAt: null }))],
  ['taken off again', true, [...times(9, marked('turbo', { on: false })), ...times(3, marked('turbo'))]],
  [
    'taken off now and then',
    false,
    [...times(8, marked('turbo', { on: false })), ...times(20, marked('turbo'))],
  ],
  ['seldom used', false, times(7, marked('turbo', { by: bot }))],
])('a label that is %s belongs to the process: %s', (_, expected, issues) => {
  expect(processLabels(issues)).toEqual(expected ? ['turbo'] : []);
});

it('labels keep the names that every object has', () => {
  expect(processLabels(times(9, marked('__proto__', { on: false })))).toEqual(['__proto__']);
  expect(processLabels(times(9, marked('constructor', { on: false })))).toEqual(['constructor']);
});

it('such a label is no area, but what its own name or the settings say goes before', () => {
  const labels = ['turbo', 'area/turbo', 'bug', 'shelf'].map((name, i) => ({
    ...{ id: i + 1, name, color: 'ededed', description: '' },
    process: true as const,
  }));
  const read = readTaxonomy(labels, settings({ labels: { areas: ['shelf'] } }), new Map());
  expect(Object.fromEntries(read.map(({ label, dimension }) => [label.name, dimension]))).toEqual({
    ...{ turbo: 'workflow', 'area/turbo': 'area', bug: 'category', shelf: 'area' },
  });
});
