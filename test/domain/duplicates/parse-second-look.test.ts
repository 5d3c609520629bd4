import { describe, expect, it } from 'vitest';
import { parseSecondLook } from '../../../src/domain/duplicates/parse-second-look.ts';
import { findTemplateLines } from '../../../src/domain/similarity/template-lines.ts';

const shown = {
  issue:
    "Title: Week view closes\n\n### Steps to reproduce\n\nRun `npm start` and it says “cannot read 'getTime'”\nof undefined.",
  canonical:
    'Title: 周视图\n\n### Steps to reproduce\n\n全天事件导致视图崩溃。 The view closes with "cannot read \'getTime\'".',
};
const answer = (more: object) => ({
  ...{ root_cause: 'Events without an end have no duration.', same: true },
  ...{ quote_newer: "cannot read 'getTime'” of", quote_older: 'The view closes with' },
  ...more,
});
const parse = (more: object, template?: ReadonlySet<number>) =>
  parseSecondLook(JSON.stringify(answer(more)), shown, template);

describe('a second look', () => {
  it.each([
    ['other quotation marks', { quote_newer: 'it says "cannot read ‘getTime’"' }],
    ['quotation marks around the quote', { quote_newer: '"cannot read \'getTime\'"' }],
    ['code marks left out', { quote_newer: 'Run npm start and it says' }],
    ['code marks around', { quote_newer: '`Run npm start and it`' }],
    ['nine letters of Chinese', { quote_older: '全天事件导致视图崩' }],
  ])('holds with %s', (_, more) => expect(parse(more).kind).toBe('same'));

  it.each([
    ['a code block', (json: string) => `\`\`\`json\n${json}\n\`\`\``],
    ['prose', (json: string) => `Here: ${json} I hope this helps.`],
    ['a thought before it', (json: string) => `<think>{"same": false}</think>${json}`],
  ])('may stand in %s', (_, wrap) =>
    expect(parseSecondLook(wrap(JSON.stringify(answer({}))), shown).kind).toBe('same'),
  );

  it.each([
    ['four letters of Chinese', { quote_older: '全天事件' }],
    ['eleven letters of an alphabet', { quote_newer: 'npm start a' }],
    ['a quote in another case', { quote_older: 'the VIEW closes with' }],
  ])('does not hold with %s', (_, more) => expect(parse(more).kind).toBe('unusable'));

  it('does not hold with a line of the issue template', () => {
    const bodies = Array.from(
      { length: 12 },
      (_, at) => `### Steps to reproduce\n\nsomething of its own ${'ab'.repeat(at)}`,
    );
    const heading = { quote_newer: '### Steps to reproduce', quote_older: '### Steps to reproduce' };
    expect(parse(heading).kind).toBe('same');
    expect(parse(heading, findTemplateLines(bodies))).toEqual({
      kind: 'unusable',
      fault: { code: 'template', side: 'newer' },
    });
  });
});
