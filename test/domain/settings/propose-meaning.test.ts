import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../src/domain/settings/parse-settings.ts';
import { proposableMeanings, proposeMeaning } from '../../../src/domain/settings/propose-meaning.ts';
import { readTaxonomy } from '../../../src/domain/taxonomy/taxonomy.ts';
import { settings } from '../words.ts';

const now = settings({
  labels: { category: { bug: 'defect', rfc: 'rfc' }, exclude: ['odd', 'wip'], areas: ['x'] },
});

describe('the proposed change of the settings', () => {
  it.each([
    ['kaputt', 'category: bug', 'labels:\n  category:\n    bug: kaputt\n    rfc: rfc\n'],
    ['odd', 'area', 'labels:\n  areas:\n    - x\n    - odd\n  exclude:\n    - wip\n'],
    ['now!', 'priority: high', 'labels:\n  priority:\n    high: now!\n'],
    ['later: maybe', 'not used', 'labels:\n  exclude:\n    - odd\n    - wip\n    - "later: maybe"\n'],
  ] as const)('of %s to %s', (label, meaning, yaml) => {
    expect(proposeMeaning(now, label, meaning)).toBe(yaml);
  });

  it.each(proposableMeanings)('says what was asked for: %s', (meaning) => {
    for (const name of ['plain', '#x: "y"', '- z', '*', 'true', '12', 'constructor']) {
      const read = parseSettings(proposeMeaning(settings(), name, meaning));
      if (!('settings' in read)) throw new Error(read.problems.join());
      const [found] = readTaxonomy(
        [{ id: 1, name, color: 'ededed', description: '' }],
        read.settings,
        new Map(),
      );
      const said =
        found?.dimension === 'area'
          ? 'area'
          : found?.dimension === 'workflow'
            ? 'not used'
            : `${found?.dimension}: ${found?.value}`;
      expect(said).toBe(meaning);
    }
  });
});
