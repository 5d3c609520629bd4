import { describe, expect, it } from 'vitest';
import { decide, emptyLearnedState } from '../../../src/domain/decide/decide.ts';
import { newLabelFor } from '../../../src/domain/decide/new-label.ts';
import { plan } from '../../../src/domain/decide/plan.ts';
import { evidence, issue, opinion, settings, usualLabels } from '../words.ts';

const creating = settings({ mode: 'apply', create_labels: true });

describe('labels that are made', () => {
  it.each([
    ['category', 'bug', 'bug'],
    ['priority', 'high', 'priority: high'],
    ['effort', 'small', 'effort: small'],
  ] as const)('carry a %s: %s', (dimension, value, name) => {
    expect(newLabelFor([], dimension, value, creating)).toMatchObject({ name });
  });

  it('take the name that the settings give', () => {
    const named = settings({ create_labels: true, labels: { priority: { high: 'P1' } } });
    expect(newLabelFor([], 'priority', 'high', named)).toMatchObject({ name: 'P1', color: 'd93f0b' });
  });

  it.each([
    ['nobody asked for them', settings({})],
    ['the settings exclude the name', settings({ create_labels: true, labels: { exclude: ['bug'] } })],
    ['the settings include others', settings({ create_labels: true, labels: { include: ['area/*'] } })],
  ])('are not made where %s', (_why, given) => {
    expect(newLabelFor([], 'category', 'bug', given)).toBeNull();
  });

  it('are not made for an invented value, an area, or a name that means something else', () => {
    expect(newLabelFor([], 'category', 'bug; rm -rf', creating)).toBeNull();
    expect(newLabelFor([], 'area', 'api', creating)).toBeNull();
    expect(newLabelFor(usualLabels, 'category', usualLabels[0]?.label.name ?? '', creating)).toBeNull();
  });

  it('are made right before they are put on', () => {
    const known = { meanings: [], removedByPeople: [] };
    const found = evidence({
      meanings: [],
      opinions: [opinion({ probabilities: { bug: 0.97, feature: 0.03 } })],
    });
    const decision = decide(found, creating, emptyLearnedState);
    expect(plan(decision, issue(), creating, known)).toMatchObject([
      { kind: 'label.create', label: 'bug' },
      { kind: 'label.add', label: 'bug', labelId: null },
    ]);
    expect(plan(decision, issue(), creating, { ...known, removedByPeople: ['Bug'] })).toEqual([]);
    expect(
      plan(decide(found, settings({ mode: 'apply' }), emptyLearnedState), issue(), creating, known),
    ).toEqual([]);
  });
});

describe('issue types', () => {
  const typed = settings({ mode: 'apply', issue_types: true });
  const found = evidence({
    opinions: [opinion({ probabilities: { bug: 0.97, feature: 0.03 } })],
    types: ['Task', 'Bug', 'Feature'],
  });
  const decision = decide(found, typed, emptyLearnedState);
  const known = { meanings: usualLabels, removedByPeople: [] };

  it('are set instead of the label', () => {
    expect(plan(decision, issue(), typed, known)).toMatchObject([
      { kind: 'type.set', type: 'Bug', previous: null },
    ]);
  });

  it.each([
    ['somebody set one', issue({ type: 'Task' }), {}],
    ['we set one before', issue(), { typed: true }],
    ['a person chose a category by its label', issue({ labels: ['enhancement'] }), {}],
  ])('are left alone where %s', (_why, standing, over) => {
    expect(plan(decision, standing, typed, { ...known, ...over })).toEqual([]);
  });

  it('leave the label where no type matches', () => {
    const none = decide({ ...found, types: ['Epic'] }, typed, emptyLearnedState);
    expect(plan(none, issue(), typed, known)).toMatchObject([{ kind: 'label.add', label: 'bug' }]);
  });
});
