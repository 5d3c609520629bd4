import { labelsOfTemplates } from '../../domain/forms/template-labels.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import type { Lesson } from '../../domain/issue/lesson.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { type IssueEvent, lessonsOfEvent, lessonsOfStanding } from '../../domain/lessons/lessons-of-event.ts';
import { loadSettings } from '../core/load-settings.ts';
import { loadTaxonomy } from '../core/load-taxonomy.ts';
import type { DecisionStore, GitHub, RepositoryStore } from '../ports/core.ts';
import type { LessonStore, RemainingWrites } from '../ports/lessons.ts';

export interface LearnFromEventDeps {
  lessons: LessonStore;
  standing: RemainingWrites;
  decisions: Pick<DecisionStore, 'latest'>;
  repositories: RepositoryStore;
  github: Pick<GitHub, 'getFile' | 'listFiles' | 'getRepository' | 'canSee' | 'listLabels'>;
}

/** More lessons than people teach on one issue. */
const maxOfIssue = 200;

/**
 * Keeps what an event on GitHub teaches (docs/learning.md), and returns the lessons that are new. The event may come twice,
 * late or out of order: its lessons stand once and carry its own time.
 *
 * @param issue what is known of it now; null where it is not known
 */
export async function learnFromEvent(
  deps: LearnFromEventDeps,
  repo: RepositoryRef,
  event: IssueEvent,
  issue: Issue | null,
): Promise<Lesson[]> {
  if (event.by.kind !== 'person') return [];
  const { number, what } = event;
  const ofLabel = what.kind === 'labeled' || what.kind === 'unlabeled';
  const decision = (await deps.decisions.latest(repo, number))?.decision ?? null;
  const lessons = lessonsOfEvent(event, {
    ...(ofLabel ? await readLabels(deps, repo) : { meanings: [] }),
    decision,
    standing: what.kind === 'closed' ? await deps.standing.ofIssue(repo, number) : [],
    lessons: ofLabel ? [] : await deps.lessons.list(repo, { number }, maxOfIssue),
    reopenedSince: issue?.state === 'open' && Date.parse(issue.updatedAt) > Date.parse(event.at),
  });
  if (what.kind === 'unlabeled' && lessons.length > 0 && (await isDeleted(deps, repo, what.label))) return [];
  return deps.lessons.teach(repo, lessons);
}

/**
 * Whether the repository has lost the label: it then went off every issue that carried it, which says nothing of any of them.
 * Asked of GitHub, since the delivery that tells of it comes before or after this one.
 */
async function isDeleted(
  { github, repositories }: LearnFromEventDeps,
  repo: RepositoryRef,
  { id, name }: { id: number | null; name: string },
): Promise<boolean> {
  const lower = name.toLowerCase();
  const isIt = (label: { id: number; name: string }) =>
    id === null ? label.name.toLowerCase() === lower : label.id === id;
  if ((await github.listLabels(repo)).some(isIt)) return false;
  await repositories.markLabelsStale(repo);
  return true;
}

async function readLabels(deps: LearnFromEventDeps, repo: RepositoryRef) {
  const { settings, forms } = await loadSettings(deps, repo);
  const meanings = await loadTaxonomy(deps, repo, settings);
  return { meanings, templateLabels: labelsOfTemplates(forms) };
}

/** What was left to stand for so long is accepted. */
const standsForDays = 14;
const atOnce = 200;
const dayMs = 86_400_000;

/**
 * Accepts labels of ours that nobody touched for 14 days. Returns true where more of them wait.
 *
 * @param now milliseconds since the epoch
 */
export async function acceptWhatStands(
  deps: Pick<LearnFromEventDeps, 'lessons' | 'standing' | 'decisions'>,
  repo: RepositoryRef,
  now: number,
): Promise<boolean> {
  const before = new Date(now - standsForDays * dayMs).toISOString();
  const standing = await deps.standing.writtenBefore(repo, before, atOnce);
  for (const [number, own] of Map.groupBy(standing, (write) => write.number)) {
    const decision = (await deps.decisions.latest(repo, number))?.decision ?? null;
    await deps.lessons.teach(repo, lessonsOfStanding(own, decision, new Date(now).toISOString()));
  }
  return standing.length === atOnce;
}
