import { describe, expect, it } from 'vitest';
import type { Label } from '../../../src/domain/issue/repository.ts';
import { defaultSettings, settingsSchema } from '../../../src/domain/settings/settings.ts';
import { labelFor, readTaxonomy } from '../../../src/domain/taxonomy/taxonomy.ts';
import { labelSets } from '../taxonomy-label-sets.ts';
import { moreLabelSets } from '../taxonomy-more-label-sets.ts';
import { englishSets, oddSets, otherLanguageSets } from '../taxonomy-real-label-sets.ts';
import { wordsAloneInOtherLanguages } from '../taxonomy-words-alone.ts';

const unused = new Map<string, number>();

function label(text: string, index: number): Label {
  const [name = '', description = ''] = text.split(' | ');
  return { id: index + 1, name, color: 'ededed', description };
}

function inShort({ dimension, value }: { dimension: string; value: string }): string {
  return dimension === 'area' || dimension === 'workflow' || dimension === 'none'
    ? dimension
    : `${dimension}:${value}`;
}

const otherSets: typeof labelSets = {
  'a repository with incident words': {
    'priority:critical': `sev1`,
    'priority:high': `sev2`,
    'priority:medium': `sev3`,
    'category:bug': `🐛 Bug`,
    'category:feature': `✨ Feature, [Type] Enhancement`,
    'category:documentation': `📝 Documentation`,
    'category:question': `❓ Question`,
    area: `comp: billing, scope:login, [Package] Editor`,
    workflow: `🚧 in progress, 🧊 on hold, status: blocked, waiting for response`,
  },
};

const statesOfMind: typeof labelSets = {
  'a repository with states of mind and times': {
    workflow: `Suggested, Thinking, Unfortunate, LongTerm, ExpertNeeded, long-term, ShortTerm, mid term, longterm goal, expert-wanted,
      opinion needed, Maybe, Someday, Undecided, Unlikely, Considering, not sure, Debatable, Unclear, Later, Soon, Future, Parked,
      Investigating, Interesting, nice to have, Go1.5Maybe`,
    area: `OS-Windows, RaceDetector, GarbageCollector, Builders, ToolSpeed, area/future, component: soon, thought-stream`,
  },
};

const allSets = {
  ...statesOfMind,
  ...{ ...labelSets, ...moreLabelSets, ...otherSets },
  ...{ ...englishSets, ...oddSets, ...otherLanguageSets, ...wordsAloneInOtherLanguages },
};

describe.each(Object.entries(allSets))('labels of %s', (_repository, set) => {
  const rows = Object.entries(set).flatMap(([meaning, labels]) =>
    labels.split(',').map((text) => ({ meaning, text: text.trim() })),
  );
  const meanings = readTaxonomy(
    rows.map(({ text }, i) => label(text, i)),
    defaultSettings,
    unused,
  );
  const found = new Map(meanings.map((meaning) => [meaning.label.id, meaning]));

  it.each(rows.map((row, i) => ({ ...row, id: i + 1 })))('$text means $meaning', ({ meaning, id }) => {
    const read = found.get(id);
    expect(read && inShort(read), read?.reason).toBe(meaning);
    expect(read?.reason).not.toBe('');
  });
});

const meaningsOf = (names: string[], settings: unknown = {}, use = unused) =>
  readTaxonomy(names.map(label), settingsSchema.parse(settings), use);

it('of thousands of labels reads those that are used most', () => {
  const names = Array.from({ length: 2_500 }, (_, i) => `area/${i}`);
  const read = meaningsOf(names, {}, new Map([['area/2499', 3]]));
  const meaning = (name: string) => read.find(({ label: each }) => each.name === name)?.dimension;
  expect(meaning('area/2499')).toBe('area');
  expect(meaning('area/0')).toBe('area');
  expect(meaning('area/2400')).toBe('none');
  expect(read).toHaveLength(2_500);
});

describe('a prefix', () => {
  const areasOf = (...names: string[]) =>
    meaningsOf(names).flatMap(({ dimension, label: { name } }) => (dimension === 'area' ? [name] : []));

  it('of kinds of issues stays one of categories, however many there are', () => {
    expect(
      areasOf(
        'kind/bug',
        'kind/feature',
        'kind/cleanup',
        'kind/flake',
        'kind/failing-test',
        'kind/regression',
      ),
    ).toEqual([]);
    expect(areasOf('type: task', 'type: chore', 'type: epic', 'type: discussion', 'type: rfc')).toEqual([]);
  });

  it('that says "category" makes an area of whatever is no kind of issue, and one that says "type" only of many', () => {
    expect(areasOf('category: bug', 'category: dnn', 'category: cleanup')).toEqual(['category: dnn']);
    expect(areasOf('category: dnn')).toEqual(['category: dnn']);
    expect(areasOf('type: bug', 'type: dnn', 'type: core')).toEqual([]);
  });

  it.each(['constructor', '__proto__', 'toString', 'isPrototypeOf'])('%s means nothing special', (name) => {
    expect(areasOf(name, `area: ${name}`)).toEqual([name, `area: ${name}`]);
    expect(meaningsOf([`priority: ${name}`])[0]?.dimension).toBe('none');
    expect(meaningsOf([`type: ${name}`])[0]?.dimension).toBe('category');
    expect(areasOf(`category: ${name}`)).toEqual([`category: ${name}`]);
  });
});

describe('several labels for one value', () => {
  it('chooses the most used one', () => {
    const use = new Map([
      ['defect', 3],
      ['kind/bug', 40],
    ]);
    expect(labelFor(meaningsOf(['bug', 'defect', 'kind/bug'], {}, use), 'category', 'bug')).toBe('kind/bug');
  });

  it('keeps the first where none was used', () => {
    expect(labelFor(meaningsOf(['defect', 'bug']), 'category', 'bug')).toBe('defect');
  });

  it('gives the same order whatever the use, but for the leader', () => {
    const names = ['docs', 'bug', 'area/x', 'defect'];
    const order = (use: Map<string, number>) =>
      meaningsOf(names, {}, use).map((meaning) => meaning.label.name);
    expect(order(new Map([['area/x', 9]]))).toEqual(order(unused));
  });
});

describe('the settings override', () => {
  it('what a label means, however little it is used', () => {
    const use = new Map([['bug', 500]]);
    const meanings = meaningsOf(
      ['bug', 'Fehlermeldung'],
      { labels: { category: { bug: 'fehlermeldung' } } },
      use,
    );
    expect(labelFor(meanings, 'category', 'bug')).toBe('Fehlermeldung');
    expect(meanings.find(({ label: { name } }) => name === 'Fehlermeldung')?.reason).toBe(
      'the settings say so',
    );
  });

  it('a category of its own, a priority, an effort and an area', () => {
    const meanings = meaningsOf(['rfc', 'urgent!', 'tiny thing', 'stale'], {
      labels: {
        category: { design: 'rfc' },
        priority: { high: 'urgent!' },
        effort: { small: 'tiny thing' },
        areas: ['sta*'],
      },
    });
    expect(meanings.map(inShort).sort()).toEqual([
      'area',
      'category:design',
      'effort:small',
      'priority:high',
    ]);
  });

  it('which labels are predicted at all', () => {
    const meanings = meaningsOf(['bug', 'area/a', 'area/b', 'docs'], {
      labels: { include: ['area/*', 'bug'], exclude: ['area/b'] },
    });
    const predicted = meanings
      .filter(({ dimension }) => dimension !== 'workflow')
      .map(({ label: { name } }) => name);
    expect(predicted).toEqual(['bug', 'area/a']);
  });
});

it('reads a label without any letter by its description, else not at all', () => {
  const [bug, nothing] = readTaxonomy(
    [
      { id: 1, name: '💥', color: 'ededed', description: "Something isn't working" },
      { id: 2, name: '🦄', color: 'ededed', description: '' },
    ],
    defaultSettings,
    unused,
  );
  expect(bug && inShort(bug)).toBe('category:bug');
  expect(nothing && inShort(nothing)).toBe('none');
});
