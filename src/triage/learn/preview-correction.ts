import type { Request } from '../../domain/commands/request.ts';
import { type Dimension, dimensions, type LabelMeaning } from '../../domain/issue/decision.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import type { Lesson } from '../../domain/issue/lesson.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { type Difference, differencesOf, type Taught } from '../../domain/lessons/differences-of.ts';
import { defaultSettings } from '../../domain/settings/settings.ts';
import { readTaxonomy } from '../../domain/taxonomy/taxonomy.ts';
import { type DecideDeps, decideIssue } from '../decide/decide-issue.ts';
import type { DecisionRecord, DecisionStore, Evidencer, IssueStore, RepositoryStore } from '../ports/core.ts';
import type { LessonStore } from '../ports/lessons.ts';
import type { Postings } from '../ports/search.ts';
import { searchSimilar } from '../similar/search-similar.ts';

export interface PreviewCorrectionDeps extends DecideDeps {
  /** Sources that cost nothing: what hosted models said before is heard again, and none is asked. */
  evidencer: Evidencer;
  lessons: Pick<LessonStore, 'list'>;
  decisions: Pick<DecisionStore, 'latest'>;
  issues: Pick<IssueStore, 'getIssue'>;
  repositories: Pick<RepositoryStore, 'knownSettings' | 'knownLabels' | 'labelUse'>;
  postings: Postings;
}

/** What a correction would change on another open issue. */
export interface CorrectionPreview extends Difference {
  number: number;
  title: string;
}

const maxLooked = 50;
/** Under this two issues are not alike (domain/lessons/mix-taught.ts), and the lesson moves nothing. */
const minAlike = 0.3;
const maxLessons = 100;

/**
 * The open issues like this one that would be decided otherwise after what people taught of it, most alike first: each is
 * decided anew by the evidence of now and compared with the decision that stands. Only the dimensions that were taught
 * here count, and none that a person has settled there. Writes nothing.
 */
export function createCorrectionPreview(deps: PreviewCorrectionDeps) {
  return async (repo: RepositoryRef, number: number): Promise<CorrectionPreview[]> => {
    const lessons = (await deps.lessons.list(repo, { number }, maxLessons)).filter(({ by }) => by !== null);
    const taught = taughtOf(lessons);
    const corrected = await deps.issues.getIssue(repo, number);
    if (taught.length === 0 || !corrected) return [];
    const context = await readContext(deps, repo);
    const changes: CorrectionPreview[] = [];
    for (const other of await openLike(deps, repo, corrected))
      changes.push(...(await changesOf(deps, { repo, ...context }, other, taught)));
    return changes;
  };
}

/** How a person asks for it: what the same words in a comment would do. */
export function toRequest({ dimension, to, from, label }: CorrectionPreview): Request {
  if (dimension !== 'area' && to !== null)
    return { kind: 'command', command: { name: dimension, argument: to } };
  const name = to === null ? 'unlabel' : 'label';
  return { kind: 'command', command: { name, argument: label ?? to ?? from ?? '' } };
}

function taughtOf(lessons: readonly Lesson[]): Taught[] {
  return lessons.flatMap(({ subject }) =>
    subject.kind === 'label' || subject.kind === 'value'
      ? [{ dimension: subject.dimension, value: subject.value }]
      : [],
  );
}

async function readContext({ repositories }: PreviewCorrectionDeps, repo: RepositoryRef) {
  const read = await repositories.knownSettings(repo);
  const { settings, forms, habits, codeowners } = read ?? {
    ...{ settings: defaultSettings, forms: [], habits: [], codeowners: [] },
  };
  const labels = (await repositories.knownLabels(repo)) ?? [];
  const meanings = readTaxonomy(labels, settings, await repositories.labelUse(repo));
  return { settings, forms, habits, codeowners, meanings };
}

async function openLike(
  deps: PreviewCorrectionDeps,
  repo: RepositoryRef,
  corrected: Issue,
): Promise<Issue[]> {
  const ranked = await searchSimilar(deps.postings, repo, corrected);
  const near = ranked
    .filter(({ similarity }) => similarity >= minAlike)
    .sort((a, b) => b.similarity - a.similarity || b.number - a.number);
  const open: Issue[] = [];
  for (const { number } of near) {
    if (open.length === maxLooked) break;
    const issue = await deps.issues.getIssue(repo, number);
    if (issue?.state === 'open' && !issue.locked) open.push(issue);
  }
  return open;
}

type Context = { repo: RepositoryRef } & Awaited<ReturnType<typeof readContext>>;

async function changesOf(
  deps: PreviewCorrectionDeps,
  context: Context,
  issue: Issue,
  taught: readonly Taught[],
): Promise<CorrectionPreview[]> {
  const { repo, meanings } = context;
  const before = await deps.decisions.latest(repo, issue.number);
  const evidencer = withHostedOpinions(deps.evidencer, before);
  const { decision } = await decideIssue({ ...deps, evidencer }, { ...context, issue });
  const settled = await settledBy(deps, repo, issue, before, meanings);
  return dimensions
    .filter((dimension) => taught.some((each) => each.dimension === dimension) && !settled.has(dimension))
    .flatMap((dimension) => differencesOf(dimension, before?.decision ?? null, decision, taught))
    .map((change) => ({ number: issue.number, title: issue.title, ...change }));
}

/** A hosted model is not paid twice for the same text: what it said is heard again. */
function withHostedOpinions(base: Evidencer, before: DecisionRecord | null): Evidencer {
  const hosted = (before?.opinions ?? []).filter(({ source }) => source !== 'local' && source !== 'keywords');
  return {
    async gather(input) {
      const { opinions, fallback } = await base.gather(input);
      return { opinions: [...opinions, ...hosted], fallback };
    },
  };
}

/** Dimensions of one value in which a person taught the issue, or in which it carries a label that we did not decide. */
async function settledBy(
  deps: PreviewCorrectionDeps,
  repo: RepositoryRef,
  issue: Issue,
  before: DecisionRecord | null,
  meanings: readonly LabelMeaning[],
): Promise<Set<Dimension>> {
  const lessons = await deps.lessons.list(repo, { number: issue.number }, maxLessons);
  const settled = new Set(
    taughtOf(lessons.filter(({ by }) => by !== null)).map(({ dimension }) => dimension),
  );
  const carried = new Set(issue.labels.map((name) => name.toLowerCase()));
  for (const { label, dimension, value } of meanings) {
    const ours = before?.decision.values.some((each) => each.dimension === dimension && each.value === value);
    const known = dimensions.find((each) => each === dimension);
    if (known && known !== 'area' && carried.has(label.name.toLowerCase()) && !ours) settled.add(known);
  }
  return settled;
}
