import { describe, expect, it } from 'vitest';
import { humanChoice, type LabelMove } from '../../../src/domain/decide/human-choice.ts';
import { issue, usualLabels } from '../words.ts';

const author = issue().author;
const mona = { login: 'mona', id: 9, kind: 'person' } as const;
const bot = { login: 'dispatch[bot]', id: 5, kind: 'bot' } as const;
const read = (history: LabelMove[], over: Parameters<typeof issue>[0] = {}) =>
  humanChoice(history, issue(over), usualLabels);

describe('what people chose', () => {
  it('is what they did last to a label, whatever bots did in between', () => {
    const choice = read([
      { label: 'Bug', on: true, by: bot },
      { label: 'bug', on: false, by: mona },
      { label: 'bug', on: true, by: bot },
      { label: 'P1', on: false, by: mona },
      { label: 'p1', on: true, by: mona },
    ]);
    expect(choice.takenAway).toEqual(['bug']);
    expect(choice.theirs).toEqual(['p1']);
    expect(choice.chosen).toEqual(['priority']);
  });

  it("is not what an issue form put on in its author's name, unless the author may label", () => {
    const byForm = [{ label: 'area/ui', on: true, by: author }];
    expect(read(byForm).chosen).toEqual([]);
    expect(read(byForm, { authorAssociation: 'MEMBER' }).chosen).toEqual(['area']);
    expect(read([{ label: 'area/ui', on: true, by: mona }]).chosen).toEqual(['area']);
  });

  it('leaves no dimension to people for labels of their workflow, or for one they took away', () => {
    expect(read([{ label: 'good first issue', on: true, by: mona }]).chosen).toEqual([]);
    expect(read([{ label: 'area/ui', on: false, by: mona }]).chosen).toEqual([]);
  });

  it('is no longer a label that a person had us take off', () => {
    const history = [
      { label: 'Bug', on: true, by: mona },
      { label: 'bug', on: false, by: bot },
    ];
    expect(read(history).theirs).toEqual([]);
    expect(read(history.slice(0, 1)).theirs).toEqual(['bug']);
  });
});
