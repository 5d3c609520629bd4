import fc from 'fast-check';
import { labelNames, texts, vocabulary } from './texts.ts';
import type { Who, World } from './world.ts';

/** Something that people or other bots do on GitHub. `ticks`: the seconds since the one before; 0 is the same second. */
export type Step = { ticks: number } & (
  | { do: 'edit'; text: number; who: Who }
  | { do: 'label'; name: string; on: boolean; who: Who }
  | { do: 'close'; who: Who }
  | { do: 'reopen'; who: Who }
  | { do: 'lock'; locked: boolean }
  | { do: 'leave'; action: 'deleted' | 'transferred' }
  | { do: 'rename'; from: string; to: string }
);

export interface Opening {
  text: number;
  formLabels: string[];
}

const who = fc.constantFrom<Who>('maintainer', 'maintainer', 'otherBot');
const ticks = fc.constantFrom(0, 1, 5);
const labels = fc.constantFrom(...labelNames, ...vocabulary.categories, ...vocabulary.areas);
const text = fc.nat({ max: texts.length - 1 });

const steps: fc.Arbitrary<Step>[] = [
  fc.record({ do: fc.constant('edit' as const), text, who: fc.constant<Who>('author'), ticks }),
  fc.record({ do: fc.constant('label' as const), name: labels, on: fc.boolean(), who, ticks }),
  fc.oneof(
    fc.record({ do: fc.constant('close' as const), who: fc.constant<Who>('maintainer'), ticks }),
    fc.record({ do: fc.constant('reopen' as const), who: fc.constant<Who>('maintainer'), ticks }),
  ),
  fc.record({ do: fc.constant('lock' as const), locked: fc.boolean(), ticks }),
  fc.record({
    do: fc.constant('rename' as const),
    from: fc.constant('wontfix'),
    to: fc.constant('declined'),
    ticks,
  }),
  fc.record({
    do: fc.constant('leave' as const),
    action: fc.constantFrom('deleted' as const, 'transferred' as const),
    ticks,
  }),
];

export const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: steps[0] as fc.Arbitrary<Step>, weight: 6 },
  { arbitrary: steps[1] as fc.Arbitrary<Step>, weight: 12 },
  { arbitrary: steps[2] as fc.Arbitrary<Step>, weight: 4 },
  { arbitrary: steps[3] as fc.Arbitrary<Step>, weight: 2 },
  { arbitrary: steps[4] as fc.Arbitrary<Step>, weight: 1 },
  { arbitrary: steps[5] as fc.Arbitrary<Step>, weight: 1 },
);

/** An issue form may put on labels of its own, in the author's name. */
export const openingArbitrary: fc.Arbitrary<Opening> = fc.record({
  text,
  formLabels: fc.constantFrom([], [], [], ['bug'], ['area/ui'], ['wontfix']),
});

export function begin(world: World, { text: index, formLabels }: Opening): void {
  world.open(texts[index] ?? texts[0], formLabels);
}

export function apply(world: World, step: Step): void {
  world.tick(step.ticks);
  if (step.do === 'edit') world.edit(texts[step.text] ?? texts[0], step.who);
  else if (step.do === 'label') world.moveLabel(step.name, step.on, step.who);
  else if (step.do === 'close') world.close(step.who);
  else if (step.do === 'reopen') world.reopen(step.who);
  else if (step.do === 'lock') world.lock(step.locked);
  else if (step.do === 'leave') world.leave(step.action);
  else world.renameLabel(step.from, step.to);
}
