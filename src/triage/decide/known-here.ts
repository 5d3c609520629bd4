import type { Action } from '../../domain/actions/action.ts';
import { humanChoice } from '../../domain/decide/human-choice.ts';
import { type Known, plan } from '../../domain/decide/plan.ts';
import type { LabelMeaning } from '../../domain/issue/decision.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { presentNames } from '../../domain/taxonomy/label-names.ts';
import { languageFor } from '../../domain/words/catalogs.ts';
import type { DecisionRecord, GitHub } from '../ports/core.ts';
import type { Facts } from './heard.ts';

interface KnownRequest {
  repo: RepositoryRef;
  record: DecisionRecord;
  settings: Settings;
  meanings: LabelMeaning[];
  asked?: boolean;
  given?: readonly string[];
}

export type KnownHere = Known & { ownLabels: string[]; chosen: string[] };

/** What deliveries have told of the issue's past, as planning needs it. */
export function knownHere(request: KnownRequest, facts: Facts): KnownHere {
  const { record, settings, meanings, asked = false } = request;
  const { takenAway, ownLabels, comment, assigned, typed, ignored, labels, asking } = facts;
  const present = presentNames(labels);
  // Only a comment that asked for something may give thanks for it.
  const given = request.given ?? (comment ? asking?.given : undefined) ?? [];
  return {
    ...{ meanings, comment, assigned, typed, ignored, asked, given, chosen: [] },
    removedByPeople: takenAway.map(present),
    ownLabels: ownLabels.map(present),
    language: languageFor(record.decision.language ?? null, settings.languages),
  };
}

/** The same, put right by GitHub's own history of the issue's labels; an issue that nobody touched since it was filed has none. */
export async function withHistory(
  deps: { github: Pick<GitHub, 'labelHistory'> },
  { repo, meanings }: Pick<KnownRequest, 'repo' | 'meanings'>,
  now: Issue,
  { labels }: Facts,
  heard: KnownHere,
): Promise<KnownHere> {
  if (isUntouched(now)) return heard;
  const present = presentNames(labels);
  const history = (await deps.github.labelHistory(repo, now.number)).map((move) => ({
    ...move,
    label: present(move.label),
  }));
  const { takenAway, theirs, chosen } = humanChoice(history, now, meanings);
  const isTheirs = (name: string) => theirs.includes(name.toLowerCase());
  const away = meanings.flatMap(({ label }) =>
    takenAway.includes(label.name.toLowerCase()) ? [label.name] : [],
  );
  return {
    ...heard,
    chosen,
    removedByPeople: [...new Set([...heard.removedByPeople.filter((name) => !isTheirs(name)), ...away])],
    ownLabels: heard.ownLabels.filter((name) => !isTheirs(name)),
  };
}

/** What is to be written on the issue as it stands. */
export const actionsNow = (
  { record, settings }: Pick<KnownRequest, 'record' | 'settings'>,
  now: Issue,
  known: KnownHere,
) => plan(record.decision, now, settings, known).filter((action) => !isLeft(action, known));

/** Nobody touched it since it was filed. */
export const isUntouched = ({ updatedAt, createdAt }: Issue) => updatedAt === createdAt;

/** A person who may label has chosen in this dimension: what else belongs there is theirs to say. */
function isLeft(action: Action, known: KnownHere): boolean {
  if (action.kind !== 'label.add' || known.asked) return false;
  const meaning = known.meanings.find(({ label }) => label.id === action.labelId);
  return meaning !== undefined && known.chosen.includes(meaning.dimension);
}
