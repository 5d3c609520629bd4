import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { countDocuments, idfOf } from '../src/domain/similarity/idf.ts';
import { commandLine } from './command-line.ts';

/**
 * Learns the general IDF that is shipped in src/classify/embedding/general-idf.json from the issues of many
 * repositories. Deterministic: the same data gives the same file.
 */
const generation = 'general2';
const stepsPerUnit = 8;
/** Rarer words are left out: an unlisted word counts as rare anyway. */
const leastDocuments = 12;
/**
 * Words of one or two projects are their names of things and of people, and so are those of one owner, whose
 * repositories
 * share their maintainers.
 */
const leastRepositories = 3;
const leastOwners = 2;
/** A word that is written as `@word` in so large a share of its issues is somebody's login. */
const mostlyMentioned = 0.2;
const mention = /(?<![\p{L}\p{N}_])@([\p{L}\p{N}_-]+)/gu;

interface Row {
  repo: string;
  title: string | null;
  body: string | null;
}

const { data } = commandLine('train:idf', 'Trains the shipped general IDF.')
  .option('--data <folder>', 'with prior/issues.jsonl and nlbse/train.jsonl', '../shared/data')
  .parse()
  .opts();
const rows = ['prior/issues.jsonl', 'nlbse/train.jsonl'].flatMap((file) => readRows(resolve(data, file)));
const texts = rows.map((row) => ({ title: row.title ?? '', body: row.body ?? '' }));
const counts = countDocuments(texts);
const repositories = countSources((repo) => repo);
const owners = countSources((repo) => repo.split('/')[0] ?? '');
const mentions = countDocuments(texts.map(mentionsOf)).words;

const levels: Record<string, string[]> = {};
for (const [word, frequency] of counts.words) {
  if (frequency < leastDocuments || (repositories.get(word) ?? 0) < leastRepositories) continue;
  if ((owners.get(word) ?? 0) < leastOwners) continue;
  if ((mentions.get(word) ?? 0) > mostlyMentioned * frequency) continue;
  const level = Math.round(idfOf(counts.documents, frequency) * stepsPerUnit);
  levels[level] = [...(levels[level] ?? []), word];
}
const file = {
  origin:
    'Learnt by scripts/train-idf.ts from public issues of 22 repositories (NLBSE 2024 training half and a prior set).',
  generation,
  documents: counts.documents,
  leastDocuments,
  stepsPerUnit,
  levels: Object.fromEntries(Object.entries(levels).map(([level, words]) => [level, words.sort().join(' ')])),
};
const out = new URL('../src/classify/embedding/general-idf.json', import.meta.url);
writeFileSync(out, `${JSON.stringify(file, null, 2)}\n`);
const kept = Object.values(levels).reduce((sum, words) => sum + words.length, 0);
console.log(`${kept} words of ${counts.words.size} from ${counts.documents} issues`);

function readRows(path: string): Row[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
}

function countSources(sourceOf: (repo: string) => string): Map<string, number> {
  const seen = new Map<string, Set<string>>();
  rows.forEach((row, i) => {
    const text = texts[i];
    if (text === undefined) return;
    for (const word of countDocuments([text]).words.keys()) {
      const known = seen.get(word) ?? new Set();
      seen.set(word, known.add(sourceOf(row.repo)));
    }
  });
  return new Map(Array.from(seen, ([word, known]) => [word, known.size]));
}

/**
 * The mentions of a text alone. Annotations such as `@Override` are among them; they stand in a smaller
 * share of a word's issues.
 */
function mentionsOf({ title, body }: { title: string; body: string }): { title: string; body: string } {
  const found = [...`${title}\n${body}`.matchAll(mention)].map(([, login]) => login);
  return { title: '', body: found.join(' ') };
}
