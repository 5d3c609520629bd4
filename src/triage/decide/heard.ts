import type { ExistingComment } from '../../domain/comment/read-parts.ts';
import type { Label, RepositoryRef } from '../../domain/issue/repository.ts';
import type { DecisionRecord } from '../ports/core.ts';
import type { Effect } from '../ports/effects.ts';
import type { InfoRequest } from '../ports/follow-up.ts';
import type { UnitStores } from '../ports/unit-of-work.ts';
import { unasked } from '../write/change-comment.ts';

/** What deliveries and our own writes have told of an issue's past. */
export interface Facts {
  takenAway: string[];
  ownLabels: string[];
  comment: (ExistingComment & { id: number }) | null;
  assigned: boolean;
  typed: boolean;
  ignored: boolean;
  labels: (Label & { formerNames: string[] })[];
  asking: InfoRequest | null;
}

/** What is known here before a decision is written. */
export interface Heard {
  facts: Facts;
  /** Rows of the ledger that an earlier attempt wrote for the same cause. */
  rows: Effect[];
}

/** Reads what was heard of an issue: its statements travel together. */
export async function readFacts(
  { timeline, effects, repositories, askings }: UnitStores,
  repo: RepositoryRef,
  number: number,
): Promise<Facts> {
  const [takenAway, ownLabels, comment, assigned, typed, ignored, labels, asking] = await Promise.all([
    timeline.labelsTakenAway(repo, number),
    effects.ownLabels(repo, number),
    effects.livingComment(repo, number),
    effects.hasAssigned(repo, number),
    effects.hasTyped(repo, number),
    effects.isIgnored(repo, number),
    repositories.knownLabels(repo),
    askings.get(repo, number),
  ]);
  return { takenAway, ownLabels, comment, assigned, typed, ignored, labels: labels ?? [], asking };
}

/** Reads what is known here of a decision that is to be written. */
export async function readHeard(
  stores: UnitStores,
  of: { repo: RepositoryRef; number: number; record: DecisionRecord; writeCause?: string },
  known?: Facts,
): Promise<Heard> {
  const { repo, number } = of;
  const facts = known ?? (await readFacts(stores, repo, number));
  return {
    facts,
    rows: await stores.effects.intend(repo, number, causeOf(of, facts.asking), [], unasked),
  };
}

/** One decision writes once; asking for less than it did, since the author gave some of it, is something else to write. */
export function causeOf(
  { record, writeCause }: { record: DecisionRecord; writeCause?: string },
  asking: InfoRequest | null,
): string {
  if (writeCause !== undefined) return writeCause;
  const [before, now] = [record.decision.missing.length, stillMissing(record, asking).length];
  return `triage:${record.inputHash}${now === before ? '' : `:${now} missing`}`;
}

/** What the author was asked for and gave elsewhere (in a reply, or in a text since edited) is not asked for again. */
export function stillMissing({ decision }: DecisionRecord, asking: InfoRequest | null): string[] {
  return decision.missing.filter((field) => !asking?.given.includes(field));
}
