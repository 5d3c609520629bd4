import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../src/domain/text/csv-line.ts';

describe('a line of CSV', () => {
  it.each([
    [['a', 1, null, 'b'], 'a,1,,b\r\n'],
    [['say "hi"', 'a,b', 'two\nlines'], '"say ""hi""","a,b","two\nlines"\r\n'],
    [['=1+1', '+1', '-1', '@x', '\tx', '\rx', '＝1'], `'=1+1,'+1,'-1,'@x,'\tx,"'\rx",'＝1\r\n`],
    [[-1, 'a=1', ''], '-1,a=1,\r\n'],
  ])('%j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });

  it('never begins a text with what a spreadsheet would run, and gives it back whole', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (cells) => {
        const read = readCells(csvLine(cells));
        expect(read).toHaveLength(cells.length);
        for (const [i, text] of read.entries()) {
          expect(text).not.toMatch(/^[=+\-@\t\r\n]/);
          expect(text === cells[i] || text === `'${cells[i]}`).toBe(true);
        }
      }),
    );
  });
});

/** A reader of its own, after RFC 4180. */
function readCells(line: string): string[] {
  return [...`,${line.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
