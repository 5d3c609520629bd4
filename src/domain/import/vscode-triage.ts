import { isLabelName, parseLogin } from '../text/names.ts';
import type { Finding, ImportReader, SettingsPart } from './finding.ts';
import { entriesOf, listOf, readData, textOf, textsOf, valueIn } from './read-data.ts';

/** vscode-github-triage-actions: a classifier with people for each label, and commands. */
export const vscodeTriage: ImportReader = {
  name: 'vscode-github-triage-actions',
  reads: (path) => /^\.(?:github|vscode)\/(?:classifier|classifier-deep|commands)\.json$/.test(path),
  read({ path, text }) {
    const data = readData(path, text);
    return path.endsWith('/commands.json') ? ofCommands(listOf(data)) : ofClassifier(data);
  },
};

function ofClassifier(data: unknown): Finding[] {
  const away = textsOf(valueIn(data, 'vacation')).flatMap((name) => parseLogin(name) ?? []);
  const labels = entriesOf(valueIn(data, 'labels')).map(([label, of]): Finding => {
    const members = textsOf(valueIn(of, 'assign')).flatMap((name) => parseLogin(name) ?? []);
    const what = `label ${label}${members.length > 0 ? `, assigned to ${members.join(', ')}` : ''}`;
    if (!isLabelName(label)) return { outcome: 'left', what, why: 'It can be no label.' };
    const parts: SettingsPart[] = [{ kind: 'area', label }];
    if (members.length > 0) parts.push({ kind: 'team', label, members });
    const accuracy = textOf(valueIn(of, 'accuracy'));
    const instead =
      accuracy === ''
        ? ''
        : ` Its accuracy of ${accuracy} is not taken: a label is applied once it has proved its own.`;
    return {
      outcome: 'taken',
      what,
      why: `It is an area${members.length > 0 ? ' with a team' : ''}.${instead}`,
      parts,
    };
  });
  const assignees = entriesOf(valueIn(data, 'assignees'));
  return [
    ...labels,
    ...away.map(
      (login): Finding => ({
        ...{ outcome: 'taken', what: `${login} on vacation`, why: 'They are skipped by routing.' },
        parts: [{ kind: 'absent', login }],
      }),
    ),
    ...(assignees.length > 0
      ? [
          {
            ...{ outcome: 'left' as const, what: `${assignees.length} assignees predicted from the text` },
            why: 'Routing asks CODEOWNERS and who closed similar issues instead.',
          },
        ]
      : []),
  ];
}

const asksForMore = /need.?(?:s|ed)?.?(?:more)?.?info|info.?needed|more.?info/i;

/** Some labels only start a command, which takes them off and puts another one on: they stand for that one. */
function ofCommands(commands: readonly unknown[]): Finding[] {
  const stands = new Map<string, string>();
  for (const command of commands) {
    const [type, name, removed, added] = ['type', 'name', 'removeLabel', 'addLabel'].map((key) =>
      textOf(valueIn(command, key)),
    );
    if (type === 'label' && name && name === removed && added) stands.set(name, added);
  }
  return commands.map((command) => ofCommand(command, stands));
}

function ofCommand(command: unknown, stands: ReadonlyMap<string, string>): Finding {
  const of = (name: string) => textOf(valueIn(command, name));
  const what = `${of('type') || 'a'} command ${of('name')}`;
  const isLabel = of('type') === 'label';
  const put = of('addLabel') || (isLabel ? of('name') : '');
  const added = (stands.get(put) ?? put).replace(/^[~*]/, '');
  const members = textsOf(valueIn(command, 'assign')).flatMap((name) => parseLogin(name) ?? []);
  if (isLabel && members.length > 0 && isLabelName(of('name')))
    return {
      ...{ outcome: 'taken', what },
      why: `Its issues go to ${members.join(', ')}.`,
      parts: [
        { kind: 'area', label: of('name') },
        { kind: 'team', label: of('name'), members },
      ],
    };
  if (of('action') !== 'close' && asksForMore.test(added) && isLabelName(added))
    return {
      ...{ outcome: 'taken', what },
      why: `Issues that lack something get ${added}, and their author is asked once.`,
      parts: [{ kind: 'waiting', label: added }],
    };
  if (/duplicate/i.test(of('name')))
    return {
      outcome: 'left',
      what,
      why: '`/duplicate #12` links a duplicate; duplicates.close closes it some days later.',
    };
  if (of('action') === 'close')
    return {
      outcome: 'none',
      what,
      why: '`/close` closes an issue; DispatchAI closes none for a label, and posts no canned answers.',
    };
  if (of('addLabel') !== '' || of('removeLabel') !== '')
    return { outcome: 'left', what, why: '`/label NAME` and `/unlabel NAME` do this for every label.' };
  if (of('assign') !== '') return { outcome: 'left', what, why: '`/assign @login` does this.' };
  return { outcome: 'none', what, why: 'It has no counterpart.' };
}
