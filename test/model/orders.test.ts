import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/store/core/database.ts';
import { databases } from '../support/databases.ts';
import { endState } from './end-state.ts';
import { createMachine } from './machine.ts';
import { nextRepository } from './next-repository.ts';
import { expectedEnd } from './reference.ts';
import { apply, begin, type Opening, openingArbitrary, type Step, stepArbitrary } from './step.ts';
import { labelNames } from './texts.ts';
import { World } from './world.ts';

/** GUARANTEES.md R6. Half of the 2,000 histories; the other half is in histories.test.ts. `npm run test:model` runs them all; `npm test` a part. */
const runs = Number(process.env.MODEL_RUNS ?? 150);

let database: Database;
beforeAll(async () => {
  database = await (databases[0] as (typeof databases)[number]).open();
});
afterAll(() => database?.close());

const settings = 'mode: apply\nmissing_information:\n  required: [Version]\nduplicates:\n  comment: false\n';

/** The history happens; then everything is delivered in this order, with what our own writes cause at the end. */
async function deliverAll(
  opening: Opening,
  steps: Step[],
  order: (count: number) => number[],
  twice: boolean,
) {
  const world = new World(nextRepository(), labelNames);
  begin(world, opening);
  for (const step of steps) apply(world, step);
  const expected = expectedEnd(world);
  const machine = createMachine(database, world, { settings, editSeconds: 30 });
  const first = world.pending.splice(0);
  for (const index of order(first.length)) {
    const delivery = first[index];
    if (delivery) for (let time = 0; time < (twice ? 2 : 1); time++) await machine.deliver(delivery);
  }
  while (world.pending.length + machine.later.length > 0) {
    for (const delivery of world.pending.splice(0)) await machine.deliver(delivery);
    for (const work of machine.later.splice(0)) await machine.workLater(work);
  }
  return { world, expected, end: await endState(world, machine) };
}

const inOrder = (count: number) => Array.from({ length: count }, (_, i) => i);
const shuffledBy = (keys: number[]) => (count: number) =>
  inOrder(count).sort((a, b) => (keys[a % keys.length] ?? 0) - (keys[b % keys.length] ?? 0) || b - a);

it('ends the same whatever the order of deliveries, as the reference model says', {
  timeout: 1_800_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      openingArbitrary,
      fc.array(stepArbitrary, { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer(), { minLength: 12, maxLength: 12 }),
      fc.boolean(),
      async (opening, steps, keys, twice) => {
        const straight = await deliverAll(opening, steps, inOrder, false);
        const shuffled = await deliverAll(opening, steps, shuffledBy(keys), twice);
        expect(shuffled.end).toEqual(straight.end);
        for (const { world, expected, end } of [straight, shuffled]) {
          expect(world.violations).toEqual([]);
          expect(end.github?.labels ?? null).toEqual(expected.labels);
          expect(end.comments.length > 0).toBe(expected.asks);
          expect(end.known).toEqual(end.github);
        }
      },
    ),
    { numRuns: runs },
  );
});
