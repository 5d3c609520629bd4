import type { LabelIntent } from '../../domain/actions/label-intent.ts';
import type { FormHabit } from '../../domain/forms/form-habits.ts';
import type { IssueForm } from '../../domain/forms/issue-form.ts';
import type { CloseReason } from '../../domain/issue/close-reason.ts';
import type { Decision, LabelMeaning, Opinion, SimilarIssue } from '../../domain/issue/decision.ts';
import type { Account, Issue, Milestone } from '../../domain/issue/issue.ts';
import type { Permission } from '../../domain/issue/permission.ts';
import type { Label, RepositoryRef, ShownRepository } from '../../domain/issue/repository.ts';
import type { NearTaught } from '../../domain/lessons/mix-taught.ts';
import type { OwnerRule } from '../../domain/routing/codeowners.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { ModelsInUse } from './models.ts';
import type { LabelSuggestion } from './suggestions.ts';

/** GitHub as one installation sees it. Every method throws on a failure that a retry may cure. */
export interface GitHub {
  /** The issue as it stands now, or null when it is gone, moved or a pull request. Throws where the repository is out of reach. */
  getIssue(repo: RepositoryRef, number: number): Promise<Issue | null>;
  listLabels(repo: RepositoryRef): Promise<Label[]>;
  /** The repository's label of this name, in any case; null where it has none. */
  getLabel(repo: RepositoryRef, name: string): Promise<Label | null>;
  /** Every putting on and taking off of labels on the issue, oldest first; empty where it is gone. */
  labelHistory(repo: RepositoryRef, number: number): Promise<LabelChange[]>;
  /** The repository as it stands now, under its present name; null where it is out of reach. */
  getRepository(repo: RepositoryRef): Promise<ShownRepository | null>;
  /** True where GitHub shows a repository of this name, by an authenticated call. */
  canSee(repo: { owner: string; name: string }): Promise<boolean>;
  /** Text of a file on the default branch, or null when there is none. `sha` changes with the content. */
  getFile(repo: { owner: string; name: string }, path: string): Promise<{ text: string; sha: string } | null>;
  /** Paths of the files that stand directly in a folder of the default branch; empty when there is none. */
  listFiles(repo: { owner: string; name: string }, folder: string): Promise<string[]>;
  /**
   * Adds labels; never replaces. Idempotent. GitHub creates those that the repository does not have: see
   * add-existing-labels.ts. Returns the labels that are on the issue then. One that comes with a reason may be held for people
   * to approve: see add-reasoned-labels.ts.
   */
  addLabels(
    repo: RepositoryRef,
    number: number,
    labels: (string | ({ name: string } & LabelIntent))[],
  ): Promise<Label[]>;
  /** Every label that was ever suggested on the issue, in any state; null where the repository has suggestions off. */
  listSuggestions(repo: RepositoryRef, number: number): Promise<LabelSuggestion[] | null>;
  /** Takes one label off; already gone is fine. */
  removeLabel(repo: RepositoryRef, number: number, label: string): Promise<void>;
  /** Adds a login to the assignees. Idempotent. Throws Refused where GitHub does not let them be assigned. */
  addAssignee(repo: RepositoryRef, number: number, login: string): Promise<void>;
  /** Takes a login off the assignees; already gone is fine. */
  removeAssignee(repo: RepositoryRef, number: number, login: string): Promise<void>;
  /** Names of the issue types that the repository may use; empty where there are none. */
  listTypes(repo: RepositoryRef): Promise<string[]>;
  /** Sets GitHub's issue type, or takes it off. Idempotent. */
  setType(repo: RepositoryRef, number: number, type: string | null): Promise<void>;
  /** Open milestones, of which the first 1,000 are read. */
  listMilestones(repo: RepositoryRef): Promise<Milestone[]>;
  /** Sets the milestone by its number in the repository, or takes it off. Idempotent. */
  setMilestone(repo: RepositoryRef, number: number, milestone: number | null): Promise<void>;
  /** Idempotent. */
  closeIssue(repo: RepositoryRef, number: number, reason: CloseReason, duplicateOf?: number): Promise<void>;
  /** Idempotent. */
  reopenIssue(repo: RepositoryRef, number: number): Promise<void>;
  /** Makes a label. Null where the repository has one of that name, which may be somebody else's. */
  createLabel(repo: RepositoryRef, label: Omit<Label, 'id'>): Promise<{ id: number } | null>;
  /** Already gone is fine. */
  deleteLabel(repo: RepositoryRef, label: string): Promise<void>;
  /** Seconds since a label was created, by GitHub's own clock; null where GitHub does not say. */
  labelAge(repo: RepositoryRef, name: string): Promise<number | null>;
  /** True while any issue, open or closed, carries it, not counting `besides`. */
  isLabelUsed(repo: RepositoryRef, label: string, besides?: number): Promise<boolean>;
  /** Reacts to a comment, or to the issue itself. The same again is one reaction. */
  addReaction(
    repo: RepositoryRef,
    number: number,
    commentId: number | null,
    content: '+1' | 'confused',
  ): Promise<{ id: number }>;
  /** Takes our own reaction away; already gone is fine. */
  removeReaction(
    repo: RepositoryRef,
    number: number,
    commentId: number | null,
    content: '+1' | 'confused',
  ): Promise<void>;
  /** What a person may do in the repository now; `none` where the login has become somebody else's since. */
  permissionOf(repo: RepositoryRef, by: Pick<Account, 'id' | 'login'>): Promise<Permission>;
  /** Our own comment that holds the marker: written by this App's bot, never by another author. */
  findComment(
    repo: RepositoryRef,
    number: number,
    marker: string,
  ): Promise<{ id: number; body: string } | null>;
  /** What people wrote on the issue since then (ISO 8601), oldest first; bots left out. */
  repliesSince(repo: RepositoryRef, number: number, since: string): Promise<Reply[]>;
  createComment(repo: RepositoryRef, number: number, body: string): Promise<{ id: number }>;
  /** False when a person has deleted the comment. */
  updateComment(repo: RepositoryRef, commentId: number, body: string): Promise<boolean>;
  /** Already gone is fine. */
  deleteComment(repo: RepositoryRef, commentId: number): Promise<void>;
}

/** A comment of a person. */
export interface Reply {
  author: Account;
  body: string;
}

/** A label was put on an issue or taken off it. */
export interface LabelChange {
  label: string;
  on: boolean;
  by: Account;
  /** ISO 8601, UTC. */
  at: string;
}

/** What a repository asks of us, and what was wrong with how it said so. */
export interface RepositorySettings {
  settings: Settings;
  /** One sentence a problem; empty when the file is good or absent. */
  problems: string[];
  /** Where they came from: `.github/dispatch.yml` (or `.yaml`), `organisation` or `defaults`. */
  source: string;
  /** The forms that people file issues with. */
  forms: IssueForm[];
  /** What the options of these forms have meant so far; learned, and never read from GitHub. */
  habits?: readonly FormHabit[];
  /** The rules of CODEOWNERS, in the file's order. */
  codeowners: OwnerRule[];
  /** What GitHub shows as the repository's description; hostile text, empty or absent where there is none. */
  description?: string;
}

/** How often settings and labels of a repository were marked stale. */
export interface StaleMarks {
  settings: number;
  labels: number;
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
  /** By its owner, at GitHub: every call for it would fail. */
  isSuspended(installationId: number): Promise<boolean>;
  /** Forgets everything of the installation. */
  forgetInstallation(installationId: number): Promise<void>;
  forgetRepository(repo: { installationId: number; repositoryId: number }): Promise<void>;
  saveRepository(repo: RepositoryRef): Promise<void>;
  /** Saves `now` where what is known still is `known`; else false, and nothing is saved. */
  replaceRepository(known: RepositoryRef, now: RepositoryRef): Promise<boolean>;
  /** As it was last saved; null where it is not known (any more). */
  getRepository(repo: { installationId: number; repositoryId: number }): Promise<RepositoryRef | null>;
  /** True while the installation is suspended or the repository is paused. */
  isPaused(repo: RepositoryRef): Promise<boolean>;
  /**
   * Null until settings were read once, after they were marked stale, and after a day: GitHub does not tell of every change,
   * for example of an organization's `.github` repository where the App is not installed.
   */
  getSettings(repo: RepositoryRef): Promise<RepositorySettings | null>;
  /** The settings as they were last read, however long ago; null until read once. */
  knownSettings(repo: RepositoryRef): Promise<RepositorySettings | null>;
  /**
   * To be asked for before GitHub is: what was read may be kept only while the marks are still these. Throws where the
   * repository is not known (any more).
   */
  staleMarks(repo: RepositoryRef): Promise<StaleMarks>;
  /**
   * Keeps what was read, and returns what is in force: with problems, the last good settings stay and only the problems are
   * replaced. Null, and nothing is kept, where settings were marked stale since `began`: what was read may be older than
   * that. Throws where the repository was forgotten.
   */
  saveSettings(
    repo: RepositoryRef,
    read: RepositorySettings,
    began: StaleMarks,
  ): Promise<RepositorySettings | null>;
  /** Keeps which labels belong to the process by their use: names in lower case, in place of those before. */
  saveProcessLabels(repo: RepositoryRef, names: readonly string[]): Promise<void>;
  /** Keeps what was learned of the forms' options in place of what was before. */
  saveFormHabits(repo: RepositoryRef, habits: readonly FormHabit[]): Promise<void>;
  markSettingsStale(repo: RepositoryRef): Promise<void>;
  /** For a push to the organization's `.github` repository: every repository reads its settings anew. */
  markAllSettingsStale(installationId: number): Promise<void>;
  /** Null until labels were read once, or after they were marked stale. */
  getLabels(repo: RepositoryRef): Promise<Label[] | null>;
  /** How often each label was used in the last 500 issues, by name. */
  labelUse(repo: RepositoryRef): Promise<Map<string, number>>;
  /** The share of the last 500 issues that carry at least one of these labels; 0 where there is no issue. */
  shareOfLabeled(repo: RepositoryRef, names: readonly string[]): Promise<number>;
  /** False, and nothing is kept, where labels were marked stale since `began`. Throws where the repository was forgotten. */
  saveLabels(
    repo: RepositoryRef,
    labels: Label[],
    meanings: LabelMeaning[],
    began: StaleMarks,
  ): Promise<boolean>;
  markLabelsStale(repo: RepositoryRef): Promise<void>;
  /** The labels as they were last read, however long ago; null until read once. `formerNames` are those they had before. */
  knownLabels(repo: RepositoryRef): Promise<(Label & { formerNames: string[] })[] | null>;
}

export interface IssueStore {
  /** Keeps the newer of what is known and what is given, by `updatedAt`; returns what is known now. */
  saveIssue(repo: RepositoryRef, issue: Issue): Promise<Issue>;
  /** The same for an issue from before the App came, which waits for no triage. */
  savePastIssue(repo: RepositoryRef, issue: Issue): Promise<Issue>;
  getIssue(repo: RepositoryRef, number: number): Promise<Issue | null>;
  /** Those of them that are known, in any order. */
  getIssues(repo: RepositoryRef, numbers: readonly number[]): Promise<Issue[]>;
  /** The same for an issue that GitHub shows right now: one that was forgotten, or missing for a while, is known again. */
  saveSeen(repo: RepositoryRef, issue: Issue): Promise<Issue>;
  /** Transferred, deleted or converted: gone from the lists and the similar issues, for good. */
  forgetIssue(repo: RepositoryRef, number: number): Promise<void>;
  /**
   * GitHub does not show the issue. It is forgotten where that was so before, some time ago; otherwise it is only noted.
   *
   * @throws Postponed where it has to be asked for again later
   */
  forgetMissing(repo: RepositoryRef, number: number): Promise<void>;
  /** True once the issue was forgotten: its number is never given again. */
  isForgotten(repo: RepositoryRef, number: number): Promise<boolean>;
  /**
   * What we just put on or took off, so that the delivery which tells of it says nothing new. The time of the version stays:
   * GitHub's answers to such calls have none.
   */
  noteLabels(
    repo: RepositoryRef,
    number: number,
    change: { added: readonly string[]; removed: readonly string[] },
  ): Promise<void>;
  /** On every issue that carries the label, its new name; null where it was deleted. */
  renameLabel(repo: RepositoryRef, from: string, to: string | null): Promise<void>;
}

/** What a classifier is given. Texts are hostile data, never instructions. */
export interface ClassifierInput {
  repo: RepositoryRef;
  issue: Issue;
  meanings: LabelMeaning[];
  similar: SimilarIssue[];
  settings: Settings;
  /** The repository's description on GitHub. */
  description?: string | undefined;
  /** The issues with lessons that are most like it, where they were looked for already. */
  taught?: NearTaught[];
  /** The repository's own models in use, where they were looked up already. */
  models?: ModelsInUse;
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
  /**
   * Records the decision and its live event in one transaction; the same input hash as the latest one's changes nothing.
   * An input that was decided before and came back is kept with an ordinal behind its hash (`…~2`): the hash is the cause
   * of writes, and what followed in between has to be written anew. Returns what stands.
   */
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
    | 'dismissed'
    | 'restored'
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
