/** One line of an issue's body after HTML comments are taken out. */
export interface Line {
  text: string;
  kind: 'prose' | 'code' | 'heading';
  /** Lower case, every run without letters or question marks as one mark: equal keys are the same sentence. */
  key: string;
}

/** An issue cut to what a classifier reads: at most 300 characters of title, 16,000 of body, 2,000 of a line. */
export interface ReadIssue {
  title: string;
  body: string;
  lines: Line[];
}

const titleReach = 300;
const bodyReach = 16_000;
const lineReach = 2_000;
/** Longer lines are people's own words and are never compared as template lines. */
const keyReach = 300;

/** Takes out `<!-- … -->`; an unclosed comment hides the rest, as GitHub renders it. */
function withoutComments(body: string): string {
  let kept = '';
  let from = 0;
  while (from < body.length) {
    const open = body.indexOf('<!--', from);
    if (open < 0) break;
    kept += body.slice(from, open);
    const close = body.indexOf('-->', open + 4);
    if (close < 0) return kept;
    from = close + 3;
  }
  return kept + body.slice(from);
}

export const lineKey = (text: string): string =>
  text.length > keyReach
    ? ''
    : text
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}?]+/gu, '_');

const isHeading = (text: string) =>
  /^ {0,3}#{1,6}\s+\S/.test(text) || /^\s*\*\*[^*]{1,120}\*\*:?\s*$/.test(text);

/** Splits an issue into lines and says of each whether it is prose, code or a heading. Linear in the text's length. */
export function readIssue(issue: { title: string; body: string }): ReadIssue {
  const body = issue.body.slice(0, bodyReach).replaceAll('\r', '');
  const lines: Line[] = [];
  let fenced = false;
  for (const whole of withoutComments(body).split('\n')) {
    const text = whole.slice(0, lineReach);
    const fence = /^ {0,3}(?:```|~~~)/.test(text);
    if (fence) fenced = !fenced;
    const kind = fence || fenced ? 'code' : isHeading(text) ? 'heading' : 'prose';
    lines.push({ text, kind, key: lineKey(text) });
  }
  return { title: issue.title.slice(0, titleReach), body, lines };
}
