import { expect, it } from 'vitest';
import {
  areaModelFromBytes,
  areaModelToBytes,
  askAreas,
} from '../../../../src/classify/local/areas/area-model.ts';
import { readForAreas } from '../../../../src/classify/local/areas/area-reading.ts';
import { learnAreas } from '../../../../src/classify/local/areas/learn-areas.ts';
import { shippedAreaWeights } from '../../../../src/classify/local/areas/shipped-area-weights.ts';

const weights = shippedAreaWeights();
const areas = ['core', 'x1', 'x2'];
const about = {
  core: ['the scheduler stops', 'tasks wait forever', 'deadlock in the scheduler', 'a task runs twice'],
  x1: ['paper jams in the tray', 'the tray eats paper', 'thick paper jams', 'jam after the tray opens'],
  x2: ['wifi drops at night', 'no wifi after sleep', 'cannot join the wifi', 'wifi password is lost'],
};
const issues = (labels: readonly ('core' | 'x1' | 'x2')[], areasOf: (label: string) => string[]) =>
  labels.flatMap((label) => about[label].map((title) => ({ title, body: '', labels: areasOf(label) })));
/** People labeled the core alone; names of the other areas tell nothing. */
const past = [...issues(['core'], (label) => [label]), ...issues(['x1', 'x2'], () => [])];
const weak = issues(['x1', 'x2'], (label) => [label]);

const likely = (model: ReturnType<typeof learnAreas>['model'], title: string) => {
  // As it is kept.
  const kept = areaModelFromBytes(areaModelToBytes(model));
  const { labels, probabilities } = askAreas(kept, weights, [], readForAreas({ title, body: '' }));
  return new Map(labels.map((label, k) => [label, probabilities[k] as number]));
};

it('weak labels tell areas that nobody has taught apart', () => {
  const without = likely(learnAreas(past, areas, weights).model, 'the paper tray jams again');
  const taught = likely(learnAreas(past, areas, weights, weak).model, 'the paper tray jams again');
  expect(taught.get('x1')).toBeGreaterThan((without.get('x1') ?? 1) * 1.5);
  expect(taught.get('x1')).toBeGreaterThan(taught.get('x2') ?? 1);
});

it('count for less than labels of people', () => {
  const byPeople = issues(['core', 'x1', 'x2'], (label) => [label]);
  const taught = likely(learnAreas(past, areas, weights, weak).model, 'the paper tray jams again');
  const people = likely(learnAreas(byPeople, areas, weights).model, 'the paper tray jams again');
  expect(taught.get('x1')).toBeLessThan(people.get('x1') ?? 0);
});

it('change no answer that labels are judged by, and no count', () => {
  const plain = learnAreas(past, areas, weights);
  const taught = learnAreas(past, areas, weights, weak);
  expect(taught.replayed).toEqual(plain.replayed);
  expect(taught.model.state.seen).toEqual(plain.model.state.seen);
  expect(taught.model.blend).toEqual(plain.model.blend);
});
