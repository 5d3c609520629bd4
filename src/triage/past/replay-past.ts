import type { Replay, ReplayedOwner, ReplayedValue } from '../../domain/autonomy/replay.ts';
import { isToldApart } from '../../domain/autonomy/told-apart.ts';
import { decide, emptyLearnedState } from '../../domain/decide/decide.ts';
import { type Dimension, dimensions, type LabelMeaning, type Opinion } from '../../domain/issue/decision.ts';
import type { JudgedOwner, PastRouting } from '../../domain/past/routing-report.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { isEnough, lessonOf, trainingTask } from '../learn/train-model.ts';
import { type LearntDimension, learntDimensions, type Said, type TaughtIssue } from '../ports/models.ts';
import type { ReplayTrainer } from '../ports/track-records.ts';
import { createPastRouter, type RoutingSources } from './past-router.ts';

export interface PastToReplay {
  /** The repository's newest issues, labeled or not, newest last, as they stood when filed. */
  issues: readonly TaughtIssue[];
  meanings: readonly LabelMeaning[];
  settings: Settings;
  /** Absent: whom issues would have gone to is not replayed. */
  routing?: Omit<RoutingSources, 'settings'>;
}

/** In blocks of time, so that neighbors, which are often about the same thing, do not answer for each other. */
const folds = 5;
/** At most so many issues are replayed, and as many teach: the newest. */
const most = 2_000;
/** Of these, so many are routed again: each is compared with all before it, which takes some 10 ms of this thread. */
const mostRouted = 1_000;

/**
 * Triages past issues as if they had just been filed, each by models trained on the other four fifths of the past, and
 * counts what people had made of them. Of an issue nothing is used but its number, its first title and its text: no
 * label, comment or state from after filing. The truth are the labels that people left on it. Only issues whose truth in
 * a dimension is known count there.
 */
export async function replayPast(
  trainer: ReplayTrainer,
  { issues, meanings, settings, routing }: PastToReplay,
  signal?: AbortSignal,
): Promise<Replay> {
  const past = issues.filter(({ labeledAt }) => labeledAt !== null).slice(-most);
  const answers = new Map<number, Opinion[]>(issues.map(({ number }) => [number, []]));
  for (const dimension of learntDimensions) {
    const asked = { dimension, past, issues, meanings };
    const said = await (dimension === 'area' ? answerAreas : answerOutOfFold)(trainer, asked, signal);
    for (const [number, opinion] of said) answers.get(number)?.push(opinion);
  }
  const toldApart = toldApartBy(issues, meanings);
  const values = new Map<string, ReplayedValue>();
  const findValue = (dimension: Dimension, value: string) => {
    const key = `${dimension} ${value}`;
    const found = values.get(key) ?? { dimension, value, seen: [], outcomes: [] };
    values.set(key, found);
    return found;
  };
  const router = routing && createPastRouter({ ...routing, settings });
  const routedAgain = new Set(issues.slice(-mostRouted));
  const owners: ReplayedOwner[] = [];
  for (const issue of issues) {
    signal?.throwIfAborted();
    const opinions = answers.get(issue.number) ?? [];
    // What was not asked of an issue is not judged on it.
    const asked = new Set<Dimension>(opinions.map(({ dimension }) => dimension));
    const truth = truthOf(issue, meanings, toldApart);
    for (const [dimension, own] of truth)
      for (const value of own) if (asked.has(dimension)) findValue(dimension, value).seen.push(issue.number);
    const evidence = { opinions, meanings: [...meanings], similar: [], fallback: null };
    const decided = decide(evidence, settings, emptyLearnedState).values;
    const routed = routedAgain.has(issue) ? await router?.route(issue, decided) : null;
    if (routed) owners.push(...firstOwners(routed));
    for (const { dimension, value, confidence } of decided) {
      const own = truth.get(dimension);
      if (!own) continue;
      const rounded = Math.round(confidence * 10_000) / 10_000;
      findValue(dimension, value).outcomes.push([issue.number, rounded, own.has(value) ? 1 : 0]);
    }
  }
  return {
    format: 1,
    issues: past.length,
    folds,
    from: past[0]?.number ?? 0,
    to: past.at(-1)?.number ?? 0,
    values: [...values.values()],
    ...(router ? { owners } : {}),
  };
}

/** The person and the team that would have been named, as far as it shows whether that was right. */
function firstOwners({ number, people, teams }: PastRouting): ReplayedOwner[] {
  const first = (kind: ReplayedOwner['kind'], owner: JudgedOwner | undefined) =>
    owner && owner.right !== null ? [{ number, kind, name: owner.name, right: owner.right }] : [];
  return [...first('person', people[0]), ...first('team', teams[0])];
}

interface Answering extends Omit<PastToReplay, 'settings' | 'routing'> {
  dimension: LearntDimension;
  past: readonly TaughtIssue[];
}

const silent: Said = { probabilities: {} };

type Answers = (readonly [number: number, opinion: Opinion])[];

const asOpinion = (dimension: LearntDimension, said: Said): Opinion => ({
  ...{ source: 'local', model: 'replay', dimension, reasons: {} },
  ...said,
});

/** What is said of each of the newest issues' areas by what the issues before it taught. */
async function answerAreas(
  trainer: ReplayTrainer,
  { issues, meanings }: Answering,
  signal?: AbortSignal,
): Promise<Answers> {
  const { rows, areas } = trainingTask({ dimension: 'area', issues, meanings });
  if (!areas || areas.length === 0) return [];
  const said = await trainer.replayAreas({ rows, areas }, signal);
  return issues
    .slice(issues.length - said.length)
    .map(({ number }, i) => [number, asOpinion('area', said[i] ?? silent)]);
}

/** What is said of each past issue by a model that has not learnt from it; by the shipped one where there is too little to learn from. */
async function answerOutOfFold(
  trainer: ReplayTrainer,
  { dimension, past, issues, meanings }: Answering,
  signal?: AbortSignal,
): Promise<Answers> {
  const lessons = past.flatMap((issue) => lessonOf(issue, dimension, meanings));
  const taught = isEnough(dimension, lessons);
  const history = issues.map(({ title, body }) => ({ title, body }));
  const answers: [number, Opinion][] = [];
  for (const block of taught ? blocksOf(past, folds) : [past]) {
    const held = new Set(block.map(({ number }) => number));
    const rows = lessons.filter(({ number }) => !held.has(number));
    const model = taught ? await trainer.train({ dimension, rows, history }, signal) : null;
    const said = await trainer.ask({ dimension, model, meanings, issues: block.map(textOf) }, signal);
    block.forEach(({ number }, i) => {
      answers.push([number, asOpinion(dimension, said[i] ?? silent)]);
    });
  }
  return answers;
}

const textOf = ({ title, body }: TaughtIssue) => ({ title, body });

/** Equal parts in the order of time. */
function blocksOf<T>(all: readonly T[], count: number): T[][] {
  const size = Math.max(1, Math.ceil(all.length / count));
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

/**
 * The values that people gave an issue, by dimension. An issue without a value says nothing of a dimension whose values are told
 * apart from each other (`isToldApart`), and else that it has none.
 */
export function truthOf(
  { labels }: Pick<TaughtIssue, 'labels'>,
  meanings: readonly LabelMeaning[],
  toldApart: ReadonlySet<Dimension>,
): Map<Dimension, Set<string>> {
  const given = new Set(labels.map((name) => name.toLowerCase()));
  const onAll = dimensions.filter((dimension) => !toldApart.has(dimension));
  const truth = new Map<Dimension, Set<string>>(onAll.map((dimension) => [dimension, new Set()]));
  for (const { dimension, value, label } of meanings) {
    if (dimension === 'workflow' || dimension === 'none' || !given.has(label.name.toLowerCase())) continue;
    truth.set(dimension, (truth.get(dimension) ?? new Set()).add(value));
  }
  return truth;
}

/** The dimensions whose values these issues tell apart. */
export function toldApartBy(
  issues: readonly TaughtIssue[],
  meanings: readonly LabelMeaning[],
): ReadonlySet<Dimension> {
  const apart = dimensions.filter((dimension) => {
    const examples = new Map<string, number>();
    for (const { labels } of issues.flatMap((issue) => lessonOf(issue, dimension, meanings)))
      for (const label of labels) examples.set(label, (examples.get(label) ?? 0) + 1);
    return isToldApart(dimension, examples, issues.length);
  });
  return new Set(apart);
}
