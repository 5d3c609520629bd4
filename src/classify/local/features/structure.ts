import type { ReadIssue } from '../text/read-issue.ts';
import { isTemplateLine, type TemplateLines } from '../text/template-lines.ts';

/** What a body is made of. Names stand alone for a person: `stack trace`. */
export const structureNames = [
  'long text',
  'many own words',
  'many lines',
  'share of code',
  'code blocks',
  'lines of code',
  'questions',
  'opens with a question',
  'closes with a question',
  'share of questions',
  'headings',
  'bold lines',
  'empty answers',
  'open checkboxes',
  'ticked checkboxes',
  'links',
  'references to issues',
  'images or videos',
  'stack trace',
  'shell prompts',
  'numbered steps',
  'dashed list',
  'greeting',
  'mentions',
  'quotes',
  'tables',
  'folded details',
  'version numbers',
  'file paths',
  'log lines',
  'memory addresses',
  'exclamation marks',
  'inline code',
  'template lines',
  'share of template',
  'no text',
  'capital letters at sentence starts',
  'short sentences',
  'letters outside Latin',
] as const;

const matches = (pattern: RegExp, text: string): number => {
  let found = 0;
  for (const _ of text.matchAll(pattern)) if (++found >= 200) break;
  return found;
};

const linePatterns = {
  bold: /^\s*\*\*[^*]{1,120}\*\*/,
  empty: /^\s*(?:_?no response_?|n\/?a|none|no|-|\.|tbd|\?)\s*$/i,
  open: /^\s*[-*] \[ \]/,
  ticked: /^\s*[-*] \[[xX]\]/,
  image: /!\[|<img |<video |\.(?:png|jpe?g|gif|mp4|webm)\b/i,
  frame:
    /^\s*(?:at \S+|File "[^"]+", line \d+|#\d+\s+(?:0x)?\w+|\S+\.(?:java|go|rs|py|js|ts|c|cc|cpp|rb):\d+|Traceback|goroutine \d+|thread '.*' panicked|Caused by)/,
  prompt: /^\s*(?:[$>#%] \S|>>> |\w+@\w+[:~])/,
  numbered: /^\s*\d{1,2}[.)]\s/,
  dashed: /^\s*[-*+]\s+\S/,
  greeting: /^\s*(?:hi|hello|hey|dear|good (?:morning|day|evening))\b/i,
  quote: /^\s*>/,
  table: /^\s*\|.*\|/,
  log: /^\s*\[?\d{4}-\d\d-\d\d[T ]|\b(?:INFO|DEBUG|WARN|ERROR|TRACE)\b|^\s*\d\d:\d\d:\d\d/,
} as const;

/** The sentences of a text, in order; ends at . ! ? or a line's end. */
const sentences = (prose: string): string[] =>
  prose
    .split(/(?<=[.!?？。])\s|\n/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}{2}/u.test(sentence));

/** Values in the order of `structureNames`: counts as ln(1 + count), shares 0 to 1. */
export function structureValues(
  issue: ReadIssue,
  prose: string,
  proseWords: number,
  templates: TemplateLines,
  out: number[],
): void {
  const lines = issue.lines.slice(0, 1_000);
  const count = (pattern: RegExp) =>
    Math.log1p(lines.filter((line) => pattern.test(line.text.slice(0, 400))).length);
  const total = Math.max(
    1,
    lines.reduce((sum, line) => sum + line.text.length, 0),
  );
  const code = lines.filter((line) => line.kind === 'code');
  const filled = lines.filter((line) => line.text.trim());
  const template = filled.filter((line) => isTemplateLine(line.key, templates)).length;
  const spoken = sentences(prose);
  const asked = spoken.filter((sentence) => /[?？]\W*$/.test(sentence));
  const text = issue.body.slice(0, 6_000);
  const asks = (sentence: string | undefined) => (sentence && /[?？]\W*$/.test(sentence) ? 1 : 0);
  const share = (part: number, whole: number) => part / Math.max(1, whole);
  out.push(
    Math.log1p(issue.body.length),
    Math.log1p(proseWords),
    Math.log1p(filled.length),
    code.reduce((sum, line) => sum + line.text.length, 0) / total,
    Math.log1p(code.filter((line) => /^\s*(?:```|~~~)/.test(line.text)).length / 2),
    Math.log1p(code.length),
    Math.log1p(asked.length),
    asks(spoken[0]),
    asks(spoken.at(-1)),
    share(asked.length, spoken.length),
    Math.log1p(lines.filter((line) => line.kind === 'heading').length),
    count(linePatterns.bold),
    count(linePatterns.empty),
    count(linePatterns.open),
    count(linePatterns.ticked),
    Math.log1p(matches(/https?:\/\//g, text)),
    Math.log1p(matches(/(?:^|\s)#\d+\b|\/issues\/\d+/g, text)),
    count(linePatterns.image),
    count(linePatterns.frame),
    count(linePatterns.prompt),
    count(linePatterns.numbered),
    count(linePatterns.dashed),
    count(linePatterns.greeting),
    Math.log1p(matches(/(?:^|\s)@\w/g, text)),
    count(linePatterns.quote),
    count(linePatterns.table),
    Math.log1p(matches(/<details/g, text)),
    Math.log1p(matches(/\bv?\d+\.\d+(?:\.\d+)?\b/g, text)),
    Math.log1p(matches(/(?:\/\w[\w.-]*){2,}|\b[A-Z]:\\/g, text)),
    count(linePatterns.log),
    Math.log1p(matches(/\b0x[0-9a-f]+/gi, text)),
    Math.log1p(matches(/!(?!\[)/g, prose)),
    Math.log1p(matches(/`[^`\n]{1,80}`/g, prose)),
    Math.log1p(template),
    share(template, filled.length),
    proseWords === 0 ? 1 : 0,
    share(spoken.filter((sentence) => /^\p{Lu}/u.test(sentence)).length, spoken.length),
    Math.log1p(share(proseWords, spoken.length)),
    share(matches(/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/gu, prose.slice(0, 400)), 200),
  );
}
