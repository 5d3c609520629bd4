import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { expect, it } from 'vitest';
import { markdownLines } from '../../../src/domain/markdown/markdown-lines.ts';
import { hostileText } from '../hostile-text.ts';

/** The top-level headings of a text by a full parser, as `level text` in order. */
function headingsOf(text: string): string[] {
  const source = text.split(/\r\n|\n|\r/);
  return fromMarkdown(text).children.flatMap((node) => {
    if (node.type !== 'heading' || !node.position) return [];
    const { start, end } = node.position;
    // Setext headings of several lines are read as text.
    if (end.line - start.line > 1) return [];
    return [`${node.depth} ${source[start.line - 1]}`];
  });
}

const ours = (text: string) =>
  markdownLines(text).lines.flatMap(({ kind, level, top, text: line }) =>
    kind === 'heading' && top ? [`${level} ${line}`] : [],
  );

/**
 * Lone tags and items that cannot interrupt a paragraph are left out: after lazy lines and indented code the full parser
 * departs from CommonMark's reference.
 */
const pieces = [
  '### Version',
  '# It crashes',
  '  ## Set in',
  '    # code',
  '```',
  '````',
  '```sh',
  '  ```',
  '```npm start```',
  '~~~',
  '<!-- a',
  '-->',
  '<!-- a -->',
  '<details>',
  '</details>',
  '<pre>',
  'x</pre>',
  '<b>x</b>',
  '- item',
  '  - inner',
  '1. one',
  '- ```',
  '> quoted',
  '> ```',
  '> - > x',
  '>',
  'text',
  '  text',
  '\tcode',
  '-\tx',
  '***',
  '---',
  '===',
  '**bold**',
  '',
  '',
  '',
  '   ',
];
const made = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((lines) => lines.join('\n'));

it('finds the same top-level headings as a full parser', () => {
  fc.assert(
    fc.property(made, (text) => {
      expect(ours(text)).toEqual(headingsOf(text));
    }),
    { numRuns: 5000 },
  );
});

it('reads hostile text without finding headings that are none', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(markdownLines(text).lines.length).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 500 },
  );
});

it.each([
  ['<custom-tag a="b">\n### Version', []],
  ['text\n<custom-tag>\n### Version', ['3 ### Version']],
  ['<custom-tag>\n\n### Version', ['3 ### Version']],
])('%j has the headings %j', (text, headings) => {
  expect(ours(text)).toEqual(headings);
});

it.each([
  ['```sh\nx', 0],
  ['a\n\n<!-- x\n\n# y', 2],
  ['a\n\n<pre>\nx', 2],
  ['```\nx\n```\n', null],
  ['- ```\n  x\n\ny', null],
  ['<details>\nx', null],
])('%j is open from line %j', (text, from) => {
  expect(markdownLines(text).openFrom).toBe(from);
});
