import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { type Collection, normsOf } from '../../domain/similarity/collection.ts';
import { type IndexedText, indexText } from '../../domain/similarity/indexed-text.ts';
import type { IssueText } from '../../domain/similarity/issue-text.ts';
import { packEntries } from '../../domain/similarity/posting-entry.ts';
import { findTemplateLines } from '../../domain/similarity/template-lines.ts';
import type { IndexState, Postings } from '../ports/search.ts';

/** How many of the latest issues template lines are read from. */
const templateWindow = 300;
/** Template lines are read again each time this many issues have come; at 8, 16, 32 and 64 before that. */
const templateEvery = 100;

/**
 * Puts issues into the repository's index, or puts them right after an edit; they are findable at once. One by one as
 * they arrive, or a history in batches of some hundreds, oldest first.
 */
export async function indexIssues(
  postings: Postings,
  repo: RepositoryRef,
  issues: readonly (IssueText & { number: number })[],
  /** What the index adds up to, where it was read already. */
  state?: IndexState,
): Promise<void> {
  const before = state ?? (await postings.readCollection(repo));
  const texts = issues.map((issue) => indexText(issue, before.template));
  const frequencies = await postings.readFrequencies(repo, new Set(texts.flatMap(({ terms }) => [...terms])));
  // A first batch would have no idf to go by, so a batch counts itself too.
  if (issues.length > 1) countInto(frequencies, texts);
  const collection = issues.length > 1 ? joined(before.collection, texts) : before.collection;
  const indexed = issues.map(({ number }, i) => {
    const text = texts[i] as IndexedText;
    const norms = normsOf(text, collection, (term) => frequencies.get(term) ?? 0);
    return { number, text, norms, entries: packEntries(number, text, norms, collection) };
  });
  await postings.saveTexts(repo, indexed);
  await refreshTemplate(postings, repo, before.collection.documents, issues.length);
}

async function refreshTemplate(
  postings: Postings,
  repo: RepositoryRef,
  before: number,
  added: number,
): Promise<void> {
  if (templateStep(before) === templateStep(before + added)) return;
  await postings.saveTemplate(repo, findTemplateLines(await postings.readLatestBodies(repo, templateWindow)));
}

function templateStep(documents: number): number {
  const doublings = [8, 16, 32, 64].filter((step) => documents >= step).length;
  return doublings + Math.floor(documents / templateEvery);
}

function countInto(frequencies: Map<number, number>, texts: readonly IndexedText[]): void {
  for (const { terms } of texts) {
    for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }
}

function joined(collection: Collection, texts: readonly IndexedText[]): Collection {
  return {
    documents: collection.documents + texts.length,
    titleWords: texts.reduce((sum, text) => sum + text.titleLength, collection.titleWords),
    bodyWords: texts.reduce((sum, text) => sum + text.bodyLength, collection.bodyWords),
  };
}
