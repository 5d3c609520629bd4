import { describe, expect, it } from 'vitest';
import { decide, emptyLearnedState } from '../../src/domain/decide/decide.ts';
import { newLabelFor } from '../../src/domain/decide/new-label.ts';
import { plan } from '../../src/domain/decide/plan.ts';
import { withEvents } from '../../src/domain/issue/issue-past.ts';
import { parseCodeowners } from '../../src/domain/routing/codeowners.ts';
import { createAreaLookup } from '../../src/domain/routing/rule-of-area.ts';
import { parseSettings } from '../../src/domain/settings/parse-settings.ts';
import { presentNames, withPresentNames } from '../../src/domain/taxonomy/label-names.ts';
import { evidence, issue, meanings, opinion, settings } from './words.ts';

/** What every object has by inheritance: as a label's name it is a name like any other. */
const names = ['constructor', 'toString', 'isPrototypeOf', 'valueOf', '__proto__', '__defineGetter__'];

describe.each(names)('a label that is called %s', (name) => {
  const known = { meanings: meanings(name, 'bug'), removedByPeople: [] };
  const opinions = [opinion({ dimension: 'area', probabilities: Object.fromEntries([[name, 0.95]]) })];

  it('is decided, applied by its own settings, and written', () => {
    const given = settings({ mode: 'apply' });
    const decision = decide(evidence({ opinions, meanings: known.meanings }), given, emptyLearnedState);
    expect(decision.values).toMatchObject([
      { dimension: 'area', label: name, autonomy: 'apply', threshold: 0.8 },
    ]);
    expect(plan(decision, issue(), given, known)).toMatchObject([{ kind: 'label.add', label: name }]);
  });

  it('is nothing that an empty map of settings names', () => {
    expect(newLabelFor(known.meanings, 'category', name, settings({ create_labels: true }))).toBeNull();
    const state = { ...emptyLearnedState, ladder: {}, thresholds: {} };
    const decision = decide(evidence({ opinions, meanings: known.meanings }), settings(), state);
    expect(decision.values).toMatchObject([{ autonomy: 'suggest', why: { code: 'no_record' } }]);
  });

  it('is found in the past of an issue', () => {
    const by = { login: 'ann', id: 1, kind: 'person' as const };
    const past = withEvents({ number: 1, filedTitle: null, closedBy: null, labels: {} }, [
      { number: 1, kind: 'labeled', label: name, by, at: '2026-01-01T00:00:00Z' },
    ]);
    expect(Object.entries(past.labels)).toEqual([
      [name.toLowerCase(), { on: true, by, at: '2026-01-01T00:00:00Z' }],
    ]);
  });

  it('may be an area that a folder is called by, and the former name of a label', () => {
    expect(
      createAreaLookup(parseCodeowners(`/${name.toLowerCase()}/ @x`))(name.toLowerCase())?.owners,
    ).toEqual(['x']);
    const present = presentNames([{ name: 'new', formerNames: [name] }]);
    expect(present(name)).toBe('new');
    expect(withPresentNames(settings({ missing_information: { label: name } }), present)).toMatchObject({
      missing_information: { label: 'new' },
    });
  });
});

it('settings take such names, but the one that no object can hold is refused in words', () => {
  const text = (name: string) =>
    `labels: { modes: { ${name}: observe } }\nrouting: { teams: { ${name}: { members: [ann] } } }`;
  expect(parseSettings(text('constructor'))).toMatchObject({
    settings: {
      labels: { modes: { constructor: 'observe' } },
      routing: { teams: { constructor: { members: ['ann'] } } },
    },
  });
  expect(parseSettings(text('__proto__'))).toEqual({ problems: ['`__proto__` cannot be used as a name'] });
});
