import { expect, it } from 'vitest';
import type { LabelMeaning } from '../../../src/domain/issue/decision.ts';
import {
  type AreaHistory,
  areasWithFewLessons,
  issuesToLabel,
  weakExamples,
} from '../../../src/domain/weak-labels/weak-labels.ts';

const area = (value: string): LabelMeaning => ({
  label: { id: value.length, name: value, color: '', description: '' },
  ...{ dimension: 'area', value, reason: 'name' },
});
const meanings = [area('api'), area('docs')];
const issue = (number: number, ...areas: string[]): AreaHistory => ({
  ...{ number, title: `issue ${number}`, body: '', areas },
});
/** Ten lessons of the API, one of the documentation, and issues 20 to 69 without an area. */
const history = [
  ...Array.from({ length: 10 }, (_, i) => issue(i + 1, 'api')),
  issue(11, 'docs'),
  ...Array.from({ length: 50 }, (_, i) => issue(i + 20)),
];
const weak = (number: number, value = 'docs', confidence = 0.87) => ({ number, value, confidence });

it('only areas that people gave to fewer than ten issues need weak labels', () => {
  expect([...areasWithFewLessons(history, meanings)]).toEqual(['docs']);
  expect([...areasWithFewLessons([], [])]).toEqual([]);
});

it('asks about issues without an area, newest first, and about none where every area has lessons enough', () => {
  expect(issuesToLabel(history, meanings, 3)).toEqual([69, 68, 67]);
  expect(issuesToLabel([...history, issue(90)], [area('api')], 10)).toEqual([]);
});

it('takes the surest twenty of an area', () => {
  const labels = Array.from({ length: 50 }, (_, i) => weak(i + 20, 'docs', i < 25 ? 0.75 : 0.95));
  const taken = weakExamples(labels, history, meanings);
  expect(taken).toHaveLength(20);
  expect(taken[0]).toEqual({ title: 'issue 50', body: '', labels: ['docs'] });
});

it('leaves out unsure ones, areas with lessons, areas that are gone, and issues that people have labeled since', () => {
  expect(
    weakExamples(
      [weak(20, 'docs', 0.5), weak(21, 'api'), weak(22, 'gone'), weak(11), weak(999), weak(23)],
      history,
      meanings,
    ),
  ).toEqual([{ title: 'issue 23', body: '', labels: ['docs'] }]);
});
