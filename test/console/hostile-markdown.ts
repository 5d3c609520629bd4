import { shownLength } from '../../src/console/markdown/markdown.ts';

const fill = (piece: string) => piece.repeat(Math.floor(shownLength / piece.length));

/** Texts of the length that a page shows, on which the Markdown parsers take seconds. */
export const hostileMarkdown: Record<string, string> = {
  'open emphasis': fill('*a_ '),
  'lists in lists': fill(`${'- '.repeat(59)}a\n`),
  'deeper and deeper lists': Array.from({ length: 59 }, (_, depth) => `${'  '.repeat(depth)}- a`)
    .join('\n')
    .repeat(8),
  'a table of one column': `|a|\n|-|\n${fill('|b|\n')}`,
  headings: fill('# a\n'),
  links: fill('[a](b)'),
  'open tags': `${'<b>'.repeat(1_999)}${fill('x ')}`,
  'quotes in quotes': fill(`${'> '.repeat(58)}a\n\n`),
  footnotes: fill('[^a]: b\n\n[^a] '),
};
