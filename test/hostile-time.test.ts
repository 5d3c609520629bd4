import { afterAll, describe, expect, it } from 'vitest';
import { createOwnerLookup, parseCodeowners } from '../src/domain/routing/codeowners.ts';
import { type OutsideTextWalker, outsideTextWalkers } from './support/outside-text-walkers.ts';
import { pathologicalTexts, type TextFamily } from './support/pathological-texts.ts';

/**
 * What one text may cost, in milliseconds of this thread's own processor time: 50 on a quiet machine. A machine shared with others makes
 * the same work several times dearer (cold caches, shared cores), so a fault is what costs five times that in the best of three runs.
 * `npm run bench:hostile-text` holds every function against the 50.
 */
const wanted = 50;
const tolerated = 5 * wanted;
/**
 * What costs more than this has to grow no faster than the text: twice the text, at most 2.6 times the cost. Below it a collection of
 * garbage or a tick of the clock is a large part of what is measured.
 */
const worthComparing = 2 * wanted;
const growth = 2.6;
const families = pathologicalTexts(20_261_130);

async function cost(walk: OutsideTextWalker['walk'], text: string): Promise<number> {
  const before = process.threadCpuUsage();
  await walk(text);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

async function best(walk: OutsideTextWalker['walk'], text: string, runs = 3): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) least = Math.min(least, await cost(walk, text));
  return least;
}

const slowest: { name: string; family: string; milliseconds: number }[] = [];
afterAll(() => {
  console.table(slowest.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 10));
});

describe('text of others, made to be slow, of the longest size there is', () => {
  it.each(Object.entries(outsideTextWalkers))('%s', async (name, { most, walk }) => {
    await cost(walk, families.at(-1)?.make(most / 16) ?? '');
    // An eighth of the size tells which families are worth the whole.
    const looked: { family: TextFamily; milliseconds: number }[] = [];
    for (const family of families)
      looked.push({ family, milliseconds: await cost(walk, family.make(Math.floor(most / 8))) });
    looked.sort((a, b) => b.milliseconds - a.milliseconds);
    for (const { family } of looked.slice(0, 4)) {
      const whole = await best(walk, family.make(most));
      slowest.push({ name, family: family.name, milliseconds: Math.round(whole * 10) / 10 });
      expect(whole, family.name).toBeLessThan(tolerated);
      if (whole < worthComparing) continue;
      const half = await best(walk, family.make(Math.floor(most / 2)), 6);
      const again = Math.min(whole, await best(walk, family.make(most), 6));
      expect(again, `${family.name}: half of it took ${half} ms`).toBeLessThan(
        Math.max(half, wanted) * growth,
      );
    }
  });
});

describe('as many rules of CODEOWNERS as are read, and thirty deep paths, with all their ends', () => {
  const deep = (k: number) => Array.from({ length: 14 }, (_, i) => `${'a'.repeat(40)}${k}_${i}`);
  const ends = Array.from({ length: 30 }, (_, k) => deep(k)).flatMap((parts) =>
    parts.map((_, from) => parts.slice(from).join('/')),
  );
  it.each([
    ['many wildcards', (k: number) => `*a*a*a*a*a*a*a${k}*b @x\n`],
    ['the longest pattern', (k: number) => `${'*a'.repeat(140)}${k}b @x\n`],
    ['many folders of wildcards', (k: number) => `${'*a/'.repeat(90)}${k} @x\n`],
    ['any folders', (k: number) => `${'**/'.repeat(90)}${k} @x\n`],
    ['endings', (k: number) => `*.z${k} @x\n`],
    ['folders', (k: number) => `/src/lib/${k} @x\n`],
  ])('%s', async (name, line) => {
    // GitHub reads no file of more than 3 MB.
    const lines = Math.min(10_000, Math.floor(3_000_000 / line(20_000).length));
    const rules = parseCodeowners(Array.from({ length: lines }, (_, k) => line(k)).join(''));
    expect(rules).toHaveLength(lines);
    const walk = () => {
      const lookup = createOwnerLookup(rules);
      for (const path of ends) lookup(path);
    };
    const milliseconds = await best(walk, '', 4);
    slowest.push({ name: 'createOwnerLookup', family: name, milliseconds });
    expect(milliseconds).toBeLessThan(tolerated);
  });
});
