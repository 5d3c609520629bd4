import { namesError } from '../similarity/error-lines.ts';

/** Shares of the room for a text that is too long: its beginning, lines that name an error, and its end. */
const headShare = 0.5;
const errorShare = 0.15;
/** Lines on either side of one that names an error. */
const around = 1;
const maxErrors = 12;
/** A shorter line names no error. */
const shortestError = 8;
/** So many lines are looked through for errors, the last ones first. */
const maxLines = 5_000;
const gap = '\n[… left out …]\n';

/**
 * A text of at most `most` characters: where it is longer, its beginning, its end, and of what lies between the lines around errors. In
 * a report the wish stands first, and what went wrong often last. Cut at lines where that loses little.
 */
export function shortenText(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = most - 2 * gap.length;
  if (room < 200) return text.slice(0, Math.max(0, most)).toWellFormed();
  const head = endAtLine(text.slice(0, Math.floor(room * headShare)));
  const errorRoom = Math.floor(room * errorShare);
  const tailLength = room - head.length - errorRoom;
  const tail = beginAtLine(text.slice(text.length - tailLength));
  const errors = linesAroundErrors(text.slice(head.length, text.length - tail.length), errorRoom);
  const middle = errors === '' ? gap : `${gap}${errors}${gap}`;
  return `${head}${middle}${tail}`.toWellFormed();
}

/** The lines around those that name an error, as many as fit; the last errors of a log say most. */
function linesAroundErrors(text: string, most: number): string {
  const lines = text.split('\n');
  const kept = new Set<number>();
  let left = most;
  let errors = 0;
  const first = Math.max(0, lines.length - maxLines);
  for (let at = lines.length - 1; at >= first && errors < maxErrors; at--) {
    const line = lines[at] ?? '';
    if (line.length < shortestError || !namesError(line)) continue;
    errors++;
    for (let near = Math.max(0, at - around); near <= Math.min(lines.length - 1, at + around); near++) {
      const length = (lines[near]?.length ?? 0) + 1;
      if (kept.has(near) || length > left) continue;
      kept.add(near);
      left -= length;
    }
  }
  return lines.filter((_, at) => kept.has(at)).join('\n');
}

/** A beginning without its last, broken line, where that is short. */
function endAtLine(text: string): string {
  const at = text.lastIndexOf('\n');
  return at > text.length * 0.8 ? text.slice(0, at) : text;
}

/** An end without its first, broken line, where that is short. */
function beginAtLine(text: string): string {
  const at = text.indexOf('\n');
  return at >= 0 && at < text.length * 0.2 ? text.slice(at + 1) : text;
}
