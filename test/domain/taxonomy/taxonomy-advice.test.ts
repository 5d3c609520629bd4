import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import { readTaxonomy } from '../../../src/domain/taxonomy/taxonomy.ts';
import { taxonomyAdvice } from '../../../src/domain/taxonomy/taxonomy-advice.ts';

/** Advice on labels given as `name: description`, with how often each is used. */
function advise(labels: Record<string, string>, used: Record<string, number> = {}, issues = 500) {
  const given = Object.entries(labels).map(([name, description], id) => ({
    id,
    name,
    color: 'ededed',
    description,
  }));
  const use = new Map(Object.entries(used));
  return taxonomyAdvice(readTaxonomy(given, defaultSettings, use), use, issues);
}
const everyDimension = {
  bug: 'x',
  'priority: high': 'x',
  'effort: small': 'x',
  'area: sync': 'Synchronization',
};
const inUse = { bug: 9, 'priority: high': 3, 'effort: small': 2, 'area: sync': 4 };

describe('advice on labels', () => {
  it('is none where every dimension has one described label in use', () => {
    expect(advise(everyDimension, inUse)).toEqual([]);
  });
  it('names several labels for one value, the most used first', () => {
    expect(advise({ ...everyDimension, 'type: bug': '' }, { ...inUse, 'type: bug': 30 })).toContainEqual({
      kind: 'same',
      labels: ['type: bug', 'bug'],
      value: 'bug',
    });
  });
  it('names labels of the workflow that say the same', () => {
    const advice = advise({ ...everyDimension, triage: '', 'needs-triage': '' }, inUse);
    expect(advice).toEqual([{ kind: 'same', labels: ['needs-triage', 'triage'], value: '' }]);
  });
  it('asks for the description of a topic', () => {
    expect(advise({ ...everyDimension, performance: '' }, { ...inUse, performance: 2 })).toContainEqual({
      kind: 'no-description',
      label: 'performance',
    });
  });
  it('tells of labels that nobody uses, once there are issues enough to know', () => {
    const unused = { kind: 'unused', labels: ['area: sync'] };
    const { 'area: sync': _, ...rest } = inUse;
    expect(advise(everyDimension, rest)).toContainEqual(unused);
    expect(advise(everyDimension, rest, 49)).toEqual([]);
  });
  it('tells of dimensions that no label carries', () => {
    expect(advise({ bug: 'x' }, { bug: 1 }).map((one) => one.kind === 'no-label' && one.dimension)).toEqual([
      'priority',
      'effort',
      'area',
    ]);
  });
});
