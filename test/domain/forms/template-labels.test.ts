import { expect, it } from 'vitest';
import { withoutTemplateLabels } from '../../../scripts/backtest/without-template-labels.ts';
import { type IssueForm, parseIssueForm } from '../../../src/domain/forms/issue-form.ts';
import { templateLabels } from '../../../src/domain/forms/template-labels.ts';

const form = (name: string, labels: string, ...fields: string[]): IssueForm => {
  const body = fields.map((label) => `  - { type: input, attributes: { label: ${label} } }`).join('\n');
  const read = parseIssueForm(`name: ${name}\nlabels: ${labels}\nbody:\n${body}`);
  if (!read) throw new Error('no form');
  return read;
};
const forms = [
  form('Bug', '[Bug, constructor]', 'What happened', 'Version'),
  form('Crash', '[BUG, crash]', 'What happened', 'Version'),
  form('Idea', '[enhancement]', 'Idea'),
];
const bug = '### What happened\n\nIt broke.\n\n### Version\n\n1.2';

it.each([
  [
    'the form that fits, told from its twin by the issue’s labels',
    bug,
    ['bug', 'constructor'],
    ['bug', 'constructor'],
  ],
  ['all forms that fit alike', bug, [], ['bug']],
  ['one field', '### Idea\n\nA lamp', [], ['enhancement']],
  ['no form', 'It broke.', ['bug'], []],
])('labels of %s', (_, body, labels, expected) => {
  expect([...templateLabels({ title: 'x', body, labels }, forms)].sort()).toEqual(expected);
});

it('are no person’s judgment in a backtest', () => {
  const at = '2026-01-01T00:00:00Z';
  const issues = [
    { number: 1, title: 'x', body: bug, labels: ['Bug', 'area/api'], labeledAt: at },
    { number: 2, title: 'x', body: '### Idea\n\nA lamp', labels: ['enhancement'], labeledAt: at },
    { number: 3, title: 'x', body: 'A lamp', labels: ['enhancement'], labeledAt: at },
  ];
  const past = withoutTemplateLabels({ name: 'r', issues, labels: [], codeowners: [], left: [] }, forms);
  expect(past.issues.map(({ labels, labeledAt }) => [labels, labeledAt])).toEqual([
    [['area/api'], at],
    [[], null],
    [['enhancement'], at],
  ]);
  expect(past.left).toEqual(['2 labels that issue templates put on']);
});
