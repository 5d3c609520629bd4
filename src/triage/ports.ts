import type { OwnerRule } from '../domain/codeowners.ts';
import type { Decision, LabelMeaning, Opinion, SimilarIssue } from '../domain/decision.ts';
import type { Account, Issue } from '../domain/issue.ts';
import type { IssueForm } from '../domain/issue-form.ts';
import type { Action } from '../domain/plan.ts';
import type { Label, RepositoryRef } from '../domain/repository.ts';
import type { Settings } from '../domain/settings.ts';

/** GitHub as one installation sees it. Every method throws on a failure that a retry may cure. */
export interface GitHub {
  /** The issue as it stands now, or null when it is gone, moved, a pull request or out of reach. */
  getIssue(repo: RepositoryRef, number: number): Promise<Issue | null>;
  listLabels(repo: RepositoryRef): Promise<Label[]>;
  /** Text of a file on the default branch, or null when there is none. `sha` changes with the content. */
  getFile(repo: { owner: string; name: string }, path: string): Promise<{ text: string; sha: string } | null>;
  /** Paths of the files that stand directly in a folder of the default branch; empty when there is none. */
  listFiles(repo: { owner: string; name: string }, folder: string): Promise<string[]>;
  /** Adds labels that exist in the repository; never replaces. Idempotent. */
  addLabels(repo: RepositoryRef, number: number, labels: string[]): Promise<void>;
  /** Takes one label off; already gone is fine. */
  removeLabel(repo: RepositoryRef, number: number, label: string): Promise<void>;
  /** Adds a login to the assignees. Idempotent. Throws Refused where GitHub does not let them be assigned. */
  addAssignee(repo: RepositoryRef, number: number, login: string): Promise<void>;
  /** Our own comment that holds the marker: written by this App's bot, never by another author. */
  findComment(
    repo: RepositoryRef,
    number: number,
    marker: string,
  ): Promise<{ id: number; body: string } | null>;
  createComment(repo: RepositoryRef, number: number, body: string): Promise<{ id: number }>;
  /** False when a person has deleted the comment. */
  updateComment(repo: RepositoryRef, commentId: number, body: string): Promise<boolean>;
}

/** What a repository asks of us, and what was wrong with how it said so. */
export interface RepositorySettings {
  settings: Settings;
  /** One sentence a problem; empty when the file is good or absent. */
  problems: string[];
  /** Where they came from: `.github/dispatch.yml`, `organisation` or `defaults`. */
  source: string;
  /** The forms that people file issues with. */
  forms: IssueForm[];
  /** The rules of CODEOWNERS, in the file's order. */
  codeowners: OwnerRule[];
}

export interface RepositoryStore {
  saveInstallation(installation: {
    id: number;
    account: string;
    accountId: number;
    kind: 'organization' | 'user';
  }): Promise<void>;
  /** `suspended` keeps everything and does nothing. */
  setSuspended(installationId: number, suspended: boolean): Promise<void>;
  /** Forgets everything of the installation. */
  forgetInstallation(installationId: number): Promise<void>;
  forgetRepository(repo: { installationId: number; repositoryId: number }): Promise<void>;
  saveRepository(repo: RepositoryRef): Promise<void>;
  /** True while the installation is suspended or the repository is paused. */
  isPaused(repo: RepositoryRef): Promise<boolean>;
  /** Null until settings were read once, or after they were marked stale. */
  getSettings(repo: RepositoryRef): Promise<RepositorySettings | null>;
  /** With problems, the last good settings stay in force and only the problems are replaced. */
  saveSettings(repo: RepositoryRef, read: RepositorySettings): Promise<RepositorySettings>;
  markSettingsStale(repo: RepositoryRef): Promise<void>;
  /** For a push to the organisation's `.github` repository: every repository reads its settings anew. */
  markAllSettingsStale(installationId: number): Promise<void>;
  /** Null until labels were read once, or after they were marked stale. */
  getLabels(repo: RepositoryRef): Promise<Label[] | null>;
  /** How often each label was used in the last 500 issues, by name. */
  labelUse(repo: RepositoryRef): Promise<Map<string, number>>;
  saveLabels(repo: RepositoryRef, labels: Label[], meanings: LabelMeaning[]): Promise<void>;
  markLabelsStale(repo: RepositoryRef): Promise<void>;
}

export interface IssueStore {
  /** Keeps the newer of what is known and what is given, by `updatedAt`; returns what is known now. */
  saveIssue(repo: RepositoryRef, issue: Issue): Promise<Issue>;
  /** The same for an issue from before the App came, which waits for no triage. */
  savePastIssue(repo: RepositoryRef, issue: Issue): Promise<Issue>;
  getIssue(repo: RepositoryRef, number: number): Promise<Issue | null>;
  /** Transferred, deleted or converted: gone from the lists and the similar issues. */
  forgetIssue(repo: RepositoryRef, number: number): Promise<void>;
}

/** What a classifier is given. Texts are hostile data, never instructions. */
export interface ClassifierInput {
  repo: RepositoryRef;
  issue: Issue;
  meanings: LabelMeaning[];
  similar: SimilarIssue[];
  settings: Settings;
}

/** One source of evidence. A dimension it knows nothing about has no opinion. */
export interface Classifier {
  readonly name: string;
  classify(input: ClassifierInput): Promise<Opinion[]>;
}

/** The chain's answer: the opinions, and why a better source did not answer. */
export interface Evidencer {
  gather(input: ClassifierInput): Promise<{ opinions: Opinion[]; fallback: string | null }>;
}

/** A row of the effects ledger: first a row, then a call, then done. */
export interface Effect {
  id: string;
  action: Action;
  cause: string;
  status: 'intended' | 'done' | 'refused';
  /** False when an earlier attempt wrote the row: the call may have gone through, so look before posting again. */
  fresh: boolean;
  /** The comment's id at GitHub, where the effect is a comment. */
  githubId: number | null;
}

export interface EffectStore {
  /** Writes the missing rows and returns every row of this cause: also those of an earlier attempt that are not asked for now. */
  intend(
    repo: RepositoryRef,
    number: number,
    cause: string,
    actions: Action[],
    by: Provenance,
  ): Promise<Effect[]>;
  /** Marks rows done, and writes audit rows and live events in the same transaction. */
  complete(
    repo: RepositoryRef,
    number: number,
    effects: { id: string; githubId: number | null }[],
  ): Promise<void>;
  /** GitHub said no for good; the reason is kept. */
  refuse(repo: RepositoryRef, number: number, effectId: string, reason: string): Promise<void>;
  /** The living comment of an issue, if one was ever posted. `deleted` once a person took it away. */
  livingComment(
    repo: RepositoryRef,
    number: number,
  ): Promise<{ id: number; deleted: boolean; body: string } | null>;
  markCommentDeleted(repo: RepositoryRef, number: number): Promise<void>;
  /** True once we assigned somebody to the issue, whatever became of it. */
  hasAssigned(repo: RepositoryRef, number: number): Promise<boolean>;
  /** Names of the labels that we put on (done, not taken back) and that no person has put on or taken off since. */
  ownLabels(repo: RepositoryRef, number: number): Promise<string[]>;
}

/** Who or what stands behind a write. */
export interface Provenance {
  /** Null where no delivery was the cause (console, schedule). */
  deliveryId: string | null;
  actor: Account | { login: 'dispatch'; id: null; kind: 'bot' };
  /** Models that decided, for example `local v3`. */
  models: string[];
}

export interface DecisionRecord {
  number: number;
  /** sha256 of what the decision was made from; the same input is the same cause. */
  inputHash: string;
  deliveryId: string | null;
  decision: Decision;
  opinions: Opinion[];
  /** Milliseconds from the start of the job to the decision. */
  tookMs: number;
}

export interface DecisionStore {
  /** Records the decision and its live event in one transaction; the same input hash again changes nothing. Returns what stands. */
  record(repo: RepositoryRef, record: DecisionRecord): Promise<DecisionRecord>;
  latest(repo: RepositoryRef, number: number): Promise<DecisionRecord | null>;
}

/** Something that happened to an issue; the timeline and the live pages are views over these. */
export interface TimelineEvent {
  kind:
    | 'delivered'
    | 'decided'
    | 'written'
    | 'refused'
    | 'labeled'
    | 'unlabeled'
    | 'closed'
    | 'reopened'
    | 'edited'
    | 'commented'
    | 'corrected'
    | 'undone'
    | 'other';
  actor: Account | null;
  deliveryId: string | null;
  /** Shown to people; strings are data and are escaped where they are drawn. `labeled` and `unlabeled` carry `{ label }`. */
  detail: Record<string, unknown>;
}

export interface TimelineStore {
  /** A delivery's event of one kind is kept once, so that a retry appends nothing. */
  append(repo: RepositoryRef, number: number, events: TimelineEvent[]): Promise<void>;
  /** Names of the labels whose last removal was by a person, and after which no person put them back. */
  labelsTakenAway(repo: RepositoryRef, number: number): Promise<string[]>;
}

/** A delivery as GitHub signed it. */
export interface KeptDelivery {
  id: string;
  event: string;
  body: Uint8Array;
  receivedAt: Date;
}

export interface DeliveryStore {
  /** Null once it was cleaned away or its installation was forgotten. */
  getDelivery(id: string): Promise<KeptDelivery | null>;
}
