import type { LabelIntent } from '../../domain/actions/label-intent.ts';
import type { Label, RepositoryRef } from '../../domain/issue/repository.ts';
import { Refused } from '../core/refused.ts';
import type { GitHub } from '../ports/core.ts';
import type { LabelSuggestion } from '../ports/suggestions.ts';
import type { LabelReasons } from './label-reasons.ts';

/** A label to add: its name, its id on GitHub (null if it was just created), and why it is added. */
export interface LabelToAdd {
  label: string;
  labelId: number | null;
  intent?: LabelIntent;
}

/** What became of labels that were asked for. */
export interface AddedLabels {
  /** The labels that are on the issue then. */
  standing: Label[];
  /** Names of those that GitHub holds for people to approve. */
  held: string[];
  /** Names of those that a person dismissed before. */
  dismissed: string[];
}

type Deps = { github: Pick<GitHub, 'addLabels' | 'listSuggestions'>; reasons?: LabelReasons };

/**
 * Adds labels in one request, with their reasons where they have any. A success alone proves nothing: a label that GitHub's
 * answer does not show may be held by the repository's automation level, so its suggestions are read. What is neither on
 * nor held is added once more without a reason, and the repository gets no reasons for a day.
 */
export async function addReasonedLabels(
  { github, reasons }: Deps,
  repo: RepositoryRef,
  number: number,
  labels: readonly LabelToAdd[],
): Promise<AddedLabels> {
  const plainly = async (some: readonly LabelToAdd[]) =>
    github.addLabels(
      repo,
      number,
      some.map(({ label }) => label),
    );
  if (labels.every(({ intent }) => intent === undefined))
    return { standing: await plainly(labels), held: [], dismissed: [] };
  const standing = await unlessRefused(() =>
    github.addLabels(
      repo,
      number,
      labels.map(({ label, intent }) => (intent ? { name: label, ...intent } : label)),
    ),
  );
  const absent = labels.filter(({ label }) => !standing?.some(({ name }) => same(name, label)));
  if (standing && absent.length === 0) return { standing, held: [], dismissed: [] };
  const suggestions = standing ? ((await github.listSuggestions(repo, number)) ?? []) : [];
  const fates = absent.map((each) => ({ ...each, fate: latestOf(suggestions, each)?.state }));
  const ofFate = (state: string) => fates.filter(({ fate }) => fate === state).map(({ label }) => label);
  const [held, dismissed] = [ofFate('pending'), ofFate('dismissed')];
  const lost = absent.filter(({ label }) => !held.includes(label) && !dismissed.includes(label));
  if (lost.length === 0) return { standing: standing ?? [], held, dismissed };
  reasons?.markRefused(repo);
  return { standing: await plainly(lost), held, dismissed };
}

/** Null where GitHub says no to the labels with their reasons: they may be fine without. */
async function unlessRefused<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

function latestOf(
  suggestions: readonly LabelSuggestion[],
  { label, labelId }: LabelToAdd,
): LabelSuggestion | undefined {
  return suggestions
    .filter((each) => (each.labelId !== null && each.labelId === labelId) || same(each.label ?? '', label))
    .reduce<LabelSuggestion | undefined>(
      (last, each) => (last && last.id > each.id ? last : each),
      undefined,
    );
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
