import { type Block, blocksAfter, plainText } from './block-state.ts';
import { outsideSpans } from './outside-spans.ts';

/** More readings than this of one text are nobody's honest comment: nothing of the rest counts as spoken. */
const maxReadings = 8;
/** Lines after these aren't read. People write commands on the first lines; a text that is longer is mostly a log. */
const maxLines = 5_000;

/**
 * The lines of a Markdown text that its author speaks at the top level: not quoted, not code (fenced, indented or within
 * backticks), not inside HTML or an HTML comment, not in a list or a table. Where a line can be read in several ways all
 * are followed, and a line counts only if every reading speaks it: a command that does not run can be written again, one
 * that runs by mistake cannot be unsaid. Follows CommonMark's block structure (spec 0.31, §4.4–4.7, §5.1, §6.1) as far as
 * single lines need it. Linear in the text's length, which no full Markdown parser is: micromark 4 takes 1.5 s for 8 KB of
 * `"> `, and a body may hold 256 KB. Only the first 5,000 lines are read, up to the last blank one among them.
 */
export function spokenLines(text: string): string[] {
  const spoken: string[] = [];
  let stretch: StretchLine[] = [];
  const endStretch = () => {
    if (stretch.length > 0) spoken.push(...spokenIn(stretch));
    stretch = [];
  };
  let readings: Block[] = [plainText];
  let contained = false;
  const lines = text.split(/\r\n|\n|\r/, maxLines + 1);
  for (const [at, line] of lines.entries()) {
    // What is read of the last paragraph doesn't tell which lines are within its code spans.
    if (at === maxLines) return spoken;
    // A text of nothing but line breaks has as many lines as characters.
    if (line === '' && readings.length === 1 && readings[0]?.kind === 'text') {
      contained = false;
      endStretch();
      continue;
    }
    const plain = readings.every(({ kind }) => kind === 'text') && !/^(?: {4}| {0,3}\t|\s*$)/.test(line);
    readings = distinct(readings.flatMap((reading) => blocksAfter(reading, line)));
    if (readings.length > maxReadings) return spoken;
    if (line.trim() === '') {
      contained = false;
      endStretch();
      continue;
    }
    if (opensContainer(line)) {
      contained = true;
      // The line above a table's dashes is its head.
      const head = stretch.at(-1);
      if (head && isTableRule(line)) head.plain = false;
    }
    // A line after a quote or a list item without a blank one between them still belongs to it.
    stretch.push({ line, plain: plain && !contained && !/<!--|^ {0,3}(?:```|~~~)/.test(line) });
  }
  endStretch();
  return spoken;
}

/** A line between two blank ones, and whether it is plain text by its block. */
interface StretchLine {
  line: string;
  plain: boolean;
}

/**
 * The plain lines of a stretch without blank lines that no span begun earlier reaches into. Where a paragraph begins can
 * hang on what stands before it, so a line has to be outside when the whole stretch is one paragraph and when only the
 * plain lines around it are.
 */
function spokenIn(stretch: readonly StretchLine[]): string[] {
  const spoken: string[] = [];
  const outside = outsideSpans(stretch.map(({ line }) => line));
  for (let from = 0; from < stretch.length; from++) {
    if (!stretch[from]?.plain) continue;
    let to = from;
    while (stretch[to]?.plain) to++;
    const paragraph = stretch.slice(from, to).map(({ line }) => line);
    const outsideHere = outsideSpans(paragraph);
    spoken.push(...paragraph.filter((_, i) => outsideHere[i] && outside[from + i]));
    from = to;
  }
  return spoken;
}

function distinct(readings: Block[]): Block[] {
  if (readings.length < 2) return readings;
  return [...new Map(readings.map((reading) => [JSON.stringify(reading), reading])).values()];
}

/** A quote, a list item, a table or a link definition: not the author's own plain line. */
function opensContainer(line: string): boolean {
  return /^ {0,3}(?:>|[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)|\||\[)/.test(line) || isTableRule(line);
}

function isTableRule(line: string): boolean {
  return line.includes('-') && /[|:]/.test(line) && /^[\s|:-]+$/.test(line);
}
