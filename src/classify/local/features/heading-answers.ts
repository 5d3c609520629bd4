import { type Line, lineKey, type ReadIssue } from '../text/read-issue.ts';

/** An answer under a heading, in words: `"type" says "bug"`. Equal texts are the same feature. */
export type HeadingAnswer = string;

const short = (text: string) =>
  text
    .replace(/<[^>]{1,20}>/g, '')
    .replace(/[*#:`]+/g, '')
    .trim()
    .toLowerCase()
    .slice(0, 60);
const isEmptyAnswer = (text: string) => /^\s*(?:_?no response_?|n\/?a|none|-|\.)?\s*$/i.test(text);

/** What stands under one heading. */
function describeAnswer(heading: string, answer: readonly Line[]): HeadingAnswer[] {
  const said = answer.filter((line) => !isEmptyAnswer(line.text));
  if (said.length === 0) return [`"${heading}" is left empty`];
  const first = said[0] as Line;
  const words = said.reduce((sum, line) => sum + line.text.split(/\s+/).length, 0);
  const length =
    words < 4 ? 'a few words' : words < 15 ? 'a sentence' : words < 60 ? 'a paragraph' : 'much text';
  const found = [
    `"${heading}" is answered with ${length}`,
    `"${heading}" begins with "${short(first.text)}"`,
  ];
  if (said.length === 1) found.push(`"${heading}" says "${short(first.text)}"`);
  return found;
}

/** Answers to the headings of an issue form or template, and lines such as `Type: Bug`. */
export function findHeadingAnswers(issue: ReadIssue): HeadingAnswer[] {
  const found = new Set<HeadingAnswer>();
  const lines = issue.lines.slice(0, 400);
  let heading = '';
  let answer: Line[] = [];
  const close = () => {
    if (heading) for (const said of describeAnswer(heading, answer)) found.add(said);
    answer = [];
  };
  for (const line of lines) {
    if (line.kind === 'heading') {
      close();
      heading = short(line.text);
      continue;
    }
    if (line.text.trim()) answer.push(line);
    const pair = /^[\s>*-]*([\p{L}][\p{L} /-]{1,40}?)\**\s*[:=]\s*(\S.{0,60})$/u.exec(
      line.text.slice(0, 120),
    );
    if (line.kind === 'prose' && pair)
      found.add(
        `"${short(pair[1] ?? '')}" says "${short(lineKey(short(pair[2] ?? '')).replaceAll('_', ' ')).trim()}"`,
      );
  }
  close();
  return [...found].slice(0, 200);
}
