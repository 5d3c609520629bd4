import type { MarkdownLine, MarkdownLines } from '../markdown/markdown-lines.ts';
import { headingText, readBoldLine, wordsOf } from './field-names.ts';
import { isInitial, isNoResponse, isPlaceholder, visibleText } from './visible-text.ts';

const fieldLine = /^\s*(?:[-*] )?([\p{L}][\p{L}\p{N} ./()-]{0,60}?)\s*[:=]\s*(\S.*)$/u;
const openBox = /^\s*[-*+] \[ \]/;

interface Section {
  key: string;
  /** 1 to 6 for a heading, 7 for a title in bold. */
  rank: number;
}

const bold = 7;
/** No person writes more titles; what looks like one after these is text. */
const maxTitles = 1_000;
/** Sections stand within each other at most so deep. */
const maxOpen = 8;

export interface AnswerRules {
  /** The normalized names of the requested fields. */
  asked: ReadonlySet<string>;
  /** A field's prefilled texts, by its normalized name. */
  initial?: ReadonlyMap<string, readonly string[]>;
  /** Whether `N/A`, `none` and the like count as answers. */
  placeholders: boolean;
}

/**
 * The answers in a text, keyed by the normalized heading, bold line or field name that introduces them; text before the first heading
 * has the empty key. Text under a deeper heading or a bold line also belongs to the sections around it. The section of a requested
 * field ends at the next requested field or at a heading of the same level, not at just any heading, because an answer may itself
 * begin with `# It crashes`. An unanswered field (`_No response_`, unticked boxes, comments, the template's own text) is the empty
 * string. Linear in the text's length.
 */
export function answersIn({ lines }: MarkdownLines, rules: AnswerRules): Map<string, string> {
  const { asked } = rules;
  const found = new Map<string, MarkdownLine[]>([['', []]]);
  const told = new Map<string, string>();
  let open: Section[] = [];
  let titles = 0;
  const begin = (name: string, rank: number) => {
    const key = wordsOf(name);
    const isOuter = (section: Section) =>
      asked.has(key)
        ? section.rank < rank && (rank !== bold || !asked.has(section.key))
        : section.rank < rank || (section.rank !== bold && section.rank > rank && asked.has(section.key));
    open = [...open.filter(isOuter).slice(1 - maxOpen), { key, rank }];
    if (!found.has(key)) found.set(key, []);
  };
  const add = (line: MarkdownLine, sections: readonly Section[]) => {
    for (const { key } of sections) found.get(key)?.push(line);
  };
  for (const line of lines) {
    const { kind, text } = line;
    if (kind === 'rule') continue;
    const isProse = kind === 'text' || kind === 'html';
    const title = isProse && titles < maxTitles ? readBoldLine(text) : null;
    if ((title || kind === 'heading') && titles < maxTitles) titles++;
    if (kind === 'heading' && line.top && titles < maxTitles) {
      begin(headingText(text), line.level);
      add(line, open.slice(0, -1));
    } else if (title) {
      begin(title.title, bold);
      add(line, open.slice(0, -1));
      add({ ...line, text: title.rest }, open.slice(-1));
    } else if (open.length === 0) found.get('')?.push(line);
    else add(line, open);
    if (!isProse || title || !(text.includes(':') || text.includes('='))) continue;
    const field = fieldLine.exec(text);
    const name = wordsOf(field?.[1] ?? '');
    if (field && !told.has(name)) told.set(name, field[2] ?? '');
  }
  const answers = new Map([...found].map(([key, said]) => [key, answerOf(key, said, rules)]));
  for (const [name, answer] of told)
    if (!answers.get(name)) answers.set(name, !rules.placeholders && isPlaceholder(answer) ? '' : answer);
  return answers;
}

function answerOf(key: string, lines: readonly MarkdownLine[], rules: AnswerRules): string {
  const first = lines.find(({ kind }) => kind !== 'blank');
  if (first && isNoResponse(first.text)) return '';
  const visible = visibleText(lines.filter(({ text }) => !openBox.test(text)));
  if (!rules.placeholders && isPlaceholder(visible)) return '';
  return rules.initial?.get(key)?.some((text) => isInitial(text, visible)) ? '' : visible;
}
