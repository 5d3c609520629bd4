import { describe, expect, it } from 'vitest';
import { looksLikeFlood, type OtherIssue } from '../../../src/domain/guards/flood.ts';
import { issue } from '../words.ts';

const minutesBefore = (minutes: number, given: Partial<OtherIssue> & { number: number }): OtherIssue => ({
  title: `Another matter, no. ${given.number}`,
  body: `Told at length ${given.number}`,
  createdAt: new Date(Date.parse(issue().createdAt) - minutes * 60_000).toISOString(),
  ...given,
});
const several = (count: number, minutes: number) =>
  Array.from({ length: count }, (_, i) => minutesBefore(minutes, { number: i + 1 }));
const links = (count: number) =>
  Array.from({ length: count }, (_, i) => `https://cheap-watches-${i}.example/buy`).join('\n');

describe('a flood by one author', () => {
  it('is the fifth issue of a stranger within an hour, and not the fourth', () => {
    expect(looksLikeFlood(issue({ number: 9 }), several(4, 30))).toEqual({
      code: 'many_in_an_hour',
      count: 5,
    });
    expect(looksLikeFlood(issue({ number: 9 }), several(3, 30))).toBeNull();
    expect(looksLikeFlood(issue({ number: 9 }), several(4, 70))).toBeNull();
  });

  it('is the same text for the third time, however it is written', () => {
    const same = (number: number) =>
      minutesBefore(300, { number, title: 'SAVING fails', body: '**It says** ENOENT.' });
    expect(looksLikeFlood(issue({ number: 9 }), [same(1), same(2)])).toEqual({ code: 'same_text', count: 3 });
    expect(looksLikeFlood(issue({ number: 9 }), [same(1)])).toBeNull();
  });

  it('is the same long text too, and not another one of the same title and length', () => {
    const long = 'It says ENOENT. '.repeat(2_000);
    const told = { title: 'Saving fails', body: long };
    const earlier = (number: number, body: string) =>
      minutesBefore(300, { number, title: 'Saving fails', body });
    expect(
      looksLikeFlood(issue({ number: 9, ...told }), [earlier(1, long), earlier(2, `**${long}**`)]),
    ).toEqual({ code: 'same_text', count: 3 });
    const other = `Another: ${long}`;
    expect(looksLikeFlood(issue({ number: 9, ...told }), [earlier(1, other), earlier(2, other)])).toBeNull();
  });

  it('is hardly anything but links', () => {
    expect(looksLikeFlood(issue({ title: 'Watches', body: links(9) }), [])).toEqual({ code: 'only_links' });
    expect(looksLikeFlood(issue({ title: 'Watches', body: links(7) }), [])).toBeNull();
    const told = `${'The following pages show the same problem with the layout in every browser. '.repeat(8)}\n${links(9)}`;
    expect(looksLikeFlood(issue({ body: told }), [])).toBeNull();
    const ours = links(9).replaceAll(/cheap-watches-\d\.example/g, 'github.com');
    expect(looksLikeFlood(issue({ title: 'Related', body: ours }), [])).toBeNull();
  });

  it.each(['OWNER', 'MEMBER', 'COLLABORATOR', 'CONTRIBUTOR'])('is never one of a %s', (authorAssociation) => {
    const flood = issue({ number: 9, authorAssociation, title: 'x', body: links(20) });
    expect(looksLikeFlood(flood, several(8, 10))).toBeNull();
  });

  it('is not counted from issues that were filed later', () => {
    expect(
      looksLikeFlood(
        issue({ number: 1 }),
        several(8, -10).map((each) => ({ ...each, number: each.number + 1 })),
      ),
    ).toBeNull();
  });

  it('is counted from what arrived first, too: deliveries come in any order', () => {
    const later = several(4, -10).map((each) => ({ ...each, number: each.number + 9 }));
    expect(looksLikeFlood(issue({ number: 1 }), later)).toBeNull();
    const arrived = later.map((each) => ({ ...each, arrivedFirst: true }));
    expect(looksLikeFlood(issue({ number: 1 }), arrived)).toEqual({ code: 'many_in_an_hour', count: 5 });
    const tomorrow = several(4, -70).map((each) => ({
      ...each,
      number: each.number + 9,
      arrivedFirst: true,
    }));
    expect(looksLikeFlood(issue({ number: 1 }), tomorrow)).toBeNull();
  });

  it('goes by the numbers within a second', () => {
    const sameSecond = (from: number) => several(4, 0).map((each, i) => ({ ...each, number: from + i }));
    expect(looksLikeFlood(issue({ number: 9 }), sameSecond(1))).toEqual({
      code: 'many_in_an_hour',
      count: 5,
    });
    expect(looksLikeFlood(issue({ number: 9 }), sameSecond(10))).toBeNull();
  });
});
