import { isLabelName } from '../text/names.ts';
import type { Finding, ImportReader } from './finding.ts';
import { entriesOf, readData, textsOf, valueIn } from './read-data.ts';
import { findRules } from './to-rule.ts';

/** triagebot: what each of its tables is here. A table that is not named has no counterpart. */
const tables: ReadonlyMap<string, (table: unknown) => Finding[]> = new Map([
  ['relabel', ofRelabel],
  ['assign', ofAssign],
  ['autolabel', ofAutolabel],
  ['mentions', ofMentions],
]);

/** rust-lang/triagebot: `triagebot.toml`. */
export const triagebot: ImportReader = {
  name: 'triagebot',
  reads: (path) => path === 'triagebot.toml',
  read: ({ path, text }) =>
    entriesOf(readData(path, text)).flatMap(([name, table]) => {
      const read = tables.get(name);
      return read ? read(table) : [{ outcome: 'none', what: `[${name}]`, why: 'It has no counterpart.' }];
    }),
};

function ofRelabel(table: unknown): Finding[] {
  const open = textsOf(valueIn(table, 'allow-unauthenticated'));
  return [
    {
      ...{ outcome: 'left', what: '[relabel]' },
      why: '`/label NAME` and `/unlabel NAME` do this, for people who may triage.',
    },
    ...(open.length > 0
      ? [
          {
            ...{ outcome: 'none' as const, what: `allow-unauthenticated: ${open.join(', ')}` },
            why: 'Nobody changes labels through DispatchAI who may not do it on GitHub.',
          },
        ]
      : []),
  ];
}

function ofAssign(table: unknown): Finding[] {
  const owners = entriesOf(valueIn(table, 'owners'));
  return [
    { outcome: 'left', what: '[assign]', why: '`/assign @login` does this, and routing suggests somebody.' },
    ...owners.map(
      ([path, people]): Finding => ({
        ...{ outcome: 'left', what: `owners of ${path}: ${textsOf(people).join(', ')}` },
        why: 'Write it into CODEOWNERS, which routing reads for the paths that an issue names.',
      }),
    ),
  ];
}

function ofAutolabel(table: unknown): Finding[] {
  return entriesOf(table).map(([label, of]): Finding => {
    const what = `[autolabel."${label}"]`;
    if (!isLabelName(label)) return { outcome: 'left', what, why: 'It names no label.' };
    if (valueIn(of, 'new_issue') === true) {
      const unless = textsOf(valueIn(of, 'exclude_labels'));
      return unless.length > 0
        ? { outcome: 'left', what, why: `A rule can’t make an exception for ${unless.join(', ')}.` }
        : findRules(what, label, ['title'], ['.']);
    }
    const labels = textsOf(valueIn(of, 'trigger_labels'));
    const byLabels = labels.length > 0 && valueIn(of, 'trigger_files') === undefined;
    return {
      outcome: 'none',
      what,
      why: byLabels
        ? `It follows the labels ${labels.join(', ')}; a rule looks at the text of an issue.`
        : 'It labels pull requests; DispatchAI triages issues.',
    };
  });
}

function ofMentions(table: unknown): Finding[] {
  return entriesOf(table).map(([path, of]) => ({
    ...{
      outcome: 'none',
      what: `[mentions."${path}"] of ${textsOf(valueIn(of, 'cc')).join(', ') || 'nobody'}`,
    },
    why: 'DispatchAI mentions nobody; write the owners into CODEOWNERS, which routing reads.',
  }));
}
