import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/store/core/database.ts';
import { databases } from '../support/databases.ts';
import { endState } from './end-state.ts';
import { createMachine, type Machine } from './machine.ts';
import { nextRepository } from './next-repository.ts';
import { apply, begin, openingArbitrary, type Step, stepArbitrary } from './step.ts';
import { labelNames, opinionsOf } from './texts.ts';
import { World } from './world.ts';

/** GUARANTEES.md R13. Half of the 2,000 histories; the other half is in orders.test.ts. `npm run test:model` runs them all; `npm test` a part. */
const runs = Number(process.env.MODEL_RUNS ?? 150);

let database: Database;
beforeAll(async () => {
  database = await (databases[0] as (typeof databases)[number]).open();
});
afterAll(() => database?.close());

/** What the network and our own side do between people's steps. */
type Turn =
  | { turn: 'people'; step: Step }
  | { turn: 'deliver'; which: number; again: boolean }
  | { turn: 'later'; which: number }
  | { turn: 'fault'; fault: 'before' | 'after' }
  | { turn: 'settings'; mode: 'apply' | 'suggest' | 'observe' };

const turnArbitrary: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ turn: fc.constant('people' as const), step: stepArbitrary }) },
  {
    weight: 12,
    arbitrary: fc.record({ turn: fc.constant('deliver' as const), which: fc.nat(), again: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ turn: fc.constant('later' as const), which: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      turn: fc.constant('fault' as const),
      fault: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      turn: fc.constant('settings' as const),
      mode: fc.constantFrom('apply' as const, 'apply' as const, 'suggest' as const, 'observe' as const),
    }),
  },
);

const settingsOf = (mode: string, delay: number) =>
  `mode: ${mode}\ndelay_minutes: ${delay}\nmissing_information:\n  required: [Version]\nduplicates:\n  comment: false\n`;

/** One delivery or piece of later work, of those that wait; a failed one waits on. */
async function work<T>(queue: T[], which: number, run: (each: T) => Promise<boolean>): Promise<void> {
  const [each] = queue.splice(which % Math.max(1, queue.length), 1);
  if (each && !(await run(each))) queue.push(each);
}

async function take(turn: Turn, world: World, machine: Machine, delay: number): Promise<void> {
  if (turn.turn === 'people') apply(world, turn.step);
  else if (turn.turn === 'fault') machine.weather.failing.push(turn.fault);
  else if (turn.turn === 'later') await work(machine.later, turn.which, machine.workLater);
  else if (turn.turn === 'settings') {
    machine.settings.file = settingsOf(turn.mode, delay);
    await machine.deps.repositories.markSettingsStale(world.repo);
  } else {
    const delivery = world.pending[turn.which % Math.max(1, world.pending.length)];
    await work(world.pending, turn.which, machine.deliver);
    if (delivery && turn.again) await machine.deliver(delivery);
  }
}

it('never overrules a person, whatever happens in whatever order', { timeout: 1_800_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      openingArbitrary,
      fc.array(turnArbitrary, { minLength: 2, maxLength: 14 }),
      fc.constantFrom(0, 30),
      fc.constantFrom(0, 0, 10),
      fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
      async (opening, turns, editSeconds, delay, order) => {
        const world = new World(nextRepository(), labelNames);
        const machine = createMachine(database, world, { settings: settingsOf('apply', delay), editSeconds });
        begin(world, opening);
        for (const turn of turns) await take(turn, world, machine, delay);
        machine.weather.failing.length = 0;
        for (let n = 0; world.pending.length + machine.later.length > 0; n++) {
          await work(world.pending, order[n % order.length] ?? 0, machine.deliver);
          if (world.pending.length === 0) await work(machine.later, n, machine.workLater);
        }
        const end = await endState(world, machine);
        expect(world.violations).toEqual([]);
        expect(end.known).toEqual(end.github);
        expect(end.forgotten).toBe(world.issue === null);
        // The newest decision is about what the issue says now.
        const says = world.issue ? opinionsOf(world.issue) : [];
        const category = says.flatMap(({ dimension, probabilities }) =>
          dimension === 'category' ? Object.keys(probabilities) : [],
        );
        expect(end.values.filter((each) => each.startsWith('category'))).toEqual(
          category.map((value) => `category ${value}`),
        );
      },
    ),
    { numRuns: runs },
  );
});
