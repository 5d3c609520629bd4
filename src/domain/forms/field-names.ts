/** A name in lower case without marks: `Steps to reproduce:` and `### Steps to Reproduce` are one. */
export function wordsOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What a field is found by: its words, or its marks where it has no words. */
export function fieldKey(label: string): string {
  return wordsOf(label) || label.trim();
}

/** Nobody's heading is longer; a longer line is not looked at. */
const longestTitle = 400;

/** The text of a heading, without its marks; `### C#` keeps the mark that belongs to its last word. */
export function headingText(line: string): string {
  return line
    .slice(0, longestTitle)
    .trim()
    .replace(/^#{1,6}/, '')
    .trim()
    .replace(/ #+$/, '')
    .trim();
}

const boldLine = /^\s*(?:[-*] )?(?:\*\*|__)([^*_]{1,80}?):?(?:\*\*|__):?\s*(.*)$/;

/** A line that begins in bold, as templates write their titles: the title, and what stands behind it on the line. */
export function readBoldLine(line: string): { title: string; rest: string } | null {
  // The pattern is slow beside this.
  if (!(line.includes('**') || line.includes('__'))) return null;
  const found = boldLine.exec(line);
  return found ? { title: found[1] ?? '', rest: found[2] ?? '' } : null;
}

/** The title of a line that is in bold as a whole. */
export function boldTitle(line: string): string | null {
  const read = readBoldLine(line);
  return read && read.rest.trim() === '' ? read.title : null;
}
