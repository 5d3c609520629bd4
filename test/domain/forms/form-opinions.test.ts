import { describe, expect, it } from 'vitest';
import { decide, emptyLearnedState } from '../../../src/domain/decide/decide.ts';
import { formOpinions } from '../../../src/domain/forms/form-opinions.ts';
import { parseIssueForm } from '../../../src/domain/forms/issue-form.ts';
import { evidence, meanings, opinion, settings } from '../words.ts';

const form = parseIssueForm(`
name: Bug
body:
  - type: dropdown
    attributes:
      label: Which area(s) are affected?
      multiple: true
      options: ['Turbopack (dev server)', 'Images, fonts', Router, Not sure]
  - type: checkboxes
    attributes: { label: Component, options: [{ label: CLI }, { label: Docs }] }
  - type: dropdown
    attributes: { label: How urgent is it?, options: [high, low] }
  - type: dropdown
    attributes: { label: Operating system, options: [Windows, Linux] }
`);
const labels = meanings('area: turbopack', 'Images, fonts', 'router', 'comp/cli', 'P0', 'P1', 'os: windows');

const body = (
  area: string,
  boxes = '- [ ] CLI\n- [ ] Docs',
  urgent = '_No response_',
  os = '_No response_',
) =>
  `### Which area(s) are affected?\n\n${area}\n\n### Component\n\n${boxes}\n\n### How urgent is it?\n\n${urgent}\n\n### Operating system\n\n${os}`;

const told = (text: string, set = settings(), known = labels) =>
  formOpinions({ title: 'x', body: text }, form ? [form] : [], known, set).map(
    ({ dimension, probabilities }) => [dimension, probabilities],
  );

describe('options that are called like labels', () => {
  it.each([
    ['Turbopack (dev server)', { 'area: turbopack': 0.95 }],
    ['Turbopack (dev server), Images, fonts', { 'area: turbopack': 0.95, 'Images, fonts': 0.95 }],
    ['Images, fonts, Router', { 'Images, fonts': 0.95, router: 0.95 }],
  ])('stand for them: %s', (area, expected) => {
    expect(told(body(area))).toEqual([['area', expected]]);
  });

  it.each(['Not sure', '_No response_', 'constructor', '__proto__'])('%s stands for none', (area) => {
    expect(told(body(area))).toEqual([]);
  });

  it('also as boxes, and less surely where the field does not ask for an area', () => {
    expect(told(body('Router', '- [x] CLI\n- [ ] Docs', '_No response_', 'Windows'))).toEqual([
      ['area', { router: 0.95, 'comp/cli': 0.95, 'os: windows': 0.6 }],
    ]);
  });

  it('as the settings say', () => {
    const set = settings({ forms: { 'How urgent': 'priority', 'Which area': 'none' } });
    const known = meanings('router', 'priority: high', 'priority: low');
    expect(told(body('Router', undefined, 'high'), set, known)).toEqual([['priority', { high: 0.97 }]]);
  });

  it('not where the issue was not filed with the form', () => {
    expect(told('### Which area(s) are affected?\n\nRouter')).toEqual([]);
  });
});

it('what the form says outweighs a model, and is the reason', () => {
  const opinions = [
    opinion({ dimension: 'area', probabilities: { router: 0.1, 'Images, fonts': 0.7 } }),
    ...formOpinions({ title: 'x', body: body('Router') }, form ? [form] : [], labels, settings()),
  ];
  const { values } = decide(evidence({ opinions, meanings: labels }), settings(), emptyLearnedState);
  expect(values.map(({ value, confidence }) => [value, Number(confidence.toFixed(2))])).toEqual([
    ['router', 0.95],
    ['Images, fonts', 0.7],
  ]);
  expect(values[0]?.reasons.map(({ text }) => text)).toEqual(['the form says "Router"']);
});
