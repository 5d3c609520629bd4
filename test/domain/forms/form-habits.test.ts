import { describe, expect, it } from 'vitest';
import { type FiledIssue, learnFormHabits } from '../../../src/domain/forms/form-habits.ts';
import { formOpinions } from '../../../src/domain/forms/form-opinions.ts';
import { parseIssueForm } from '../../../src/domain/forms/issue-form.ts';
import { meanings, settings } from '../words.ts';

const form = parseIssueForm(`
name: Bug
body:
  - type: dropdown
    attributes: { label: Where does it happen?, multiple: true, options: [Command line, 'Browser, mobile', constructor, Router] }
  - type: checkboxes
    attributes: { label: Before you file, options: [{ label: I searched }] }
`);
const forms = form ? [form] : [];
const known = meanings('area/terminal', 'area/web', 'router', 'bug', '__proto__');
const filed = (where: string, ...labels: string[]): FiledIssue => ({
  ...{ title: 'x', labels },
  body: `### Where does it happen?\n\n${where}\n\n### Before you file\n\n- [x] I searched`,
});
const times = (count: number, issue: FiledIssue) => Array.from({ length: count }, () => issue);
const learn = (...issues: FiledIssue[][]) => learnFormHabits(issues.flat(), forms, known);

describe('what an option has meant so far', () => {
  it('is the area that people mostly put on where it was chosen, in any mix of options', () => {
    const habits = learn(
      times(9, filed('Command line', 'area/terminal', 'bug')),
      times(1, filed('Command line', 'area/web')),
      times(8, filed('Browser, mobile', 'AREA/WEB')),
      times(2, filed('Command line, Browser, mobile', 'area/terminal', 'area/web')),
    );
    expect(habits.map(({ option, value }) => `${option}: ${value}`)).toEqual([
      'Browser, mobile: area/web',
      'Command line: area/terminal',
    ]);
    expect(habits[1]?.p).toBeCloseTo((11 + 2 * (11 / 20)) / 14, 10);
  });

  it.each<[string, FiledIssue[][]]>([
    ['few issues', [times(4, filed('Command line', 'area/terminal')), times(9, filed('Router', 'area/web'))]],
    [
      'no clear majority',
      [times(6, filed('Command line', 'area/terminal')), times(5, filed('Command line', 'area/web'))],
    ],
    ['issues without any area', [times(9, filed('Command line')), times(9, filed('Command line', 'bug'))]],
    ['an area that all issues have', [times(9, filed('Command line', 'area/terminal'))]],
  ])('is nothing for %s', (_, issues) => {
    expect(learn(...issues).filter(({ option }) => option === 'Command line')).toEqual([]);
  });

  it('is nothing for a box that everybody ticks', () => {
    const habits = learn(
      times(9, filed('Command line', 'area/terminal')),
      times(9, filed('Router', 'area/web')),
    );
    expect(habits.map(({ option }) => option).sort()).toEqual(['Command line', 'Router']);
  });

  it('is learned under names that every object has', () => {
    expect(
      learn(times(9, filed('constructor', '__proto__')), times(9, filed('Router', 'area/web'))),
    ).toContainEqual(expect.objectContaining({ option: 'constructor', value: '__proto__' }));
  });
});

describe('an option with a habit', () => {
  const habits = learn(
    times(19, filed('Command line', 'area/terminal')),
    times(9, filed('Router', 'area/web')),
  );
  const told = (where: string, set = settings()) =>
    formOpinions({ title: 'x', body: filed(where).body }, forms, known, set, habits).flatMap(
      ({ probabilities, reasons }) =>
        Object.entries(probabilities).map(([value, p]) => [
          value,
          Number(p.toFixed(2)),
          reasons[value]?.[0]?.text,
        ]),
    );

  it('stands for its area, and says so', () => {
    expect(told('Command line')).toEqual([['area/terminal', 0.97, 'the form says "Command line"']]);
  });

  it('stands beside a label of the option’s own name', () => {
    expect(told('Router').map(([value]) => value)).toEqual(['area/web', 'router']);
  });

  it('says nothing where the settings say that the field tells something else, or nothing', () => {
    expect(told('Command line', settings({ forms: { 'Where does': 'none' } }))).toEqual([]);
    expect(told('Command line', settings({ forms: { 'Where does': 'priority' } }))).toEqual([]);
  });
});
