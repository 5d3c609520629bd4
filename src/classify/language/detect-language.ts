import { readIssue } from '../local/text/read-issue.ts';
import { withoutLinks } from '../local/text/words.ts';

/** Characters read: more changes no answer, and an issue's language is set in its first lines. */
const reach = 1_000;
/**
 * Letters below which nothing is said: of titles with 20 to 30 letters (1,603 of English-speaking projects) 3.7 % were
 * taken for another language, of longer ones 0.5 %. Scripts other than Latin tell more in fewer letters.
 */
const minLetters = 20;
const minOtherLetters = 6;
/** Another language has to beat English by this much: texts are full of English names (7 of those 9,643 titles, 4 rightly). */
const clearlyNotEnglish = 0.15;
/** Marks by which a run of ASCII is a path, a call or a member and not a word. */
const name = /[/\\_=<>{}()[\]|]|[.:]./;
const otherScript = /[^\P{L}\p{Script=Latin}]/gu;

let loaded: Promise<typeof import('eld/extrasmall')> | undefined;

/**
 * The language that people wrote an issue in, as a BCP 47 tag (`en`, `zh`), or null where the text does not say surely: too
 * short, only code or names, or two languages that it could be. Code, headings, comments, links and paths are not read. The
 * tables (1 MB of n-grams, 60 languages) are read at the first issue; after that about 0.1 ms.
 */
export async function detectLanguage(issue: { title: string; body: string }): Promise<string | null> {
  const text = wordsOf(issue);
  const letters = (text.match(/\p{L}/gu) ?? []).length;
  const others = (text.match(otherScript) ?? []).length;
  if (letters < minLetters && others < minOtherLetters) return null;
  loaded ??= import('eld/extrasmall');
  const found = (await loaded).eld.detect(text);
  if (found.language === '' || !found.isReliable()) return null;
  const { en = 0, ...scores } = found.getScores();
  if (found.language === 'en') return 'en';
  return (scores[found.language] ?? 0) - en >= clearlyNotEnglish ? found.language : null;
}

/** What is left of an issue when names of files, functions and addresses are gone. */
function wordsOf(issue: { title: string; body: string }): string {
  const { title, lines } = readIssue(issue);
  const prose = lines.filter(({ kind }) => kind === 'prose').map(({ text }) => text);
  return withoutLinks([title, ...prose].join('\n').slice(0, reach * 4))
    .replace(/`[^`\n]*`/g, ' ')
    .replace(/[\x21-\x7e]+/g, (run) => (name.test(run) ? ' ' : run))
    .slice(0, reach);
}
