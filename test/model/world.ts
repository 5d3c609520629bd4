import type { Account, Issue } from '../../src/domain/issue/issue.ts';
import type { Label, RepositoryRef } from '../../src/domain/issue/repository.ts';
import type { LabelChange } from '../../src/triage/ports/core.ts';

/** A webhook on its way: what GitHub said at the moment when it happened. */
export interface Pending {
  id: string;
  event: 'issues' | 'label';
  payload: Record<string, unknown>;
}

export const people = {
  author: { login: 'rita', id: 11, kind: 'person' },
  maintainer: { login: 'mona', id: 12, kind: 'person' },
  otherBot: { login: 'stale[bot]', id: 13, kind: 'bot' },
  us: { login: 'dispatch[bot]', id: 14, kind: 'bot' },
} as const satisfies Record<string, Account>;
export type Who = keyof typeof people;

const start = Date.parse('2026-11-01T08:00:00Z');

/**
 * GitHub as it truly is, with one repository and one issue: what stands there, who moved which label, and a delivery for
 * each thing that happened. Rules that must never be broken are checked at the moment of each write of ours.
 */
export class World {
  readonly repo: RepositoryRef;
  readonly labels: Label[];
  readonly history: LabelChange[] = [];
  readonly pending: Pending[] = [];
  readonly violations: string[] = [];
  readonly comments: { id: number; body: string }[] = [];
  issue: Issue | null = null;
  #seconds = 0;
  #deliveries = 0;

  constructor(repo: RepositoryRef, labels: string[]) {
    this.repo = repo;
    this.labels = labels.map((name, i) => ({ id: 100 + i, name, color: 'ededed', description: '' }));
  }

  /** GitHub's clock has seconds: `ticks` 0 is the same second as before. */
  tick(ticks: number): void {
    this.#seconds += ticks;
  }

  get now(): string {
    return new Date(start + this.#seconds * 1000).toISOString().replace('.000Z', 'Z');
  }

  open(text: { title: string; body: string }, formLabels: string[]): void {
    const labels = formLabels;
    this.issue = {
      ...{ repositoryId: this.repo.repositoryId, number: 1, ...text, labels, author: people.author },
      ...{
        authorAssociation: 'NONE',
        state: 'open',
        stateReason: null,
        assignees: [],
        type: null,
        locked: false,
      },
      ...{ createdAt: this.now, updatedAt: this.now, closedAt: null },
    };
    for (const label of labels) this.history.push({ label, on: true, by: people.author, at: this.now });
    this.#tell('issues', 'opened', 'author');
    for (const label of labels) this.#tell('issues', 'labeled', 'author', { label: this.#label(label) });
    // What people do next is never in the second in which the issue was filed.
    this.tick(1);
  }

  edit(text: { title: string; body: string }, who: Who): void {
    this.#change('edited', who, text, { changes: {} });
  }
  close(who: Who): void {
    if (this.issue?.state === 'open')
      this.#change('closed', who, { state: 'closed', stateReason: 'completed', closedAt: this.now });
  }
  reopen(who: Who): void {
    if (this.issue?.state === 'closed')
      this.#change('reopened', who, { state: 'open', stateReason: 'reopened', closedAt: null });
  }
  lock(locked: boolean): void {
    if (this.issue && this.issue.locked !== locked)
      this.#change(locked ? 'locked' : 'unlocked', 'maintainer', { locked });
  }
  /** Deleted or transferred: gone from this repository for good. */
  leave(action: 'deleted' | 'transferred'): void {
    if (!this.issue) return;
    this.#tell('issues', action, 'maintainer');
    this.issue = null;
  }

  moveLabel(name: string, on: boolean, who: Who): void {
    const { issue } = this;
    const label = this.labels.find((each) => each.name === name);
    if (!issue || !label || issue.labels.includes(name) === on) return;
    const labels = on ? [...issue.labels, name] : issue.labels.filter((each) => each !== name);
    this.history.push({ label: name, on, by: people[who], at: this.now });
    this.#change(on ? 'labeled' : 'unlabeled', who, { labels }, { label: this.#label(name) });
  }

  /** GitHub tells nothing of the issues that carry the label. */
  renameLabel(from: string, to: string): void {
    const label = this.labels.find(({ name }) => name === from);
    if (!label || this.labels.some(({ name }) => name === to)) return;
    label.name = to;
    if (this.issue)
      this.issue = { ...this.issue, labels: this.issue.labels.map((name) => (name === from ? to : name)) };
    for (const move of this.history) if (move.label === from) move.label = to;
    this.#tell('label', 'edited', 'maintainer', { label: { ...label }, changes: { name: { from } } });
  }

  /** A write of ours: what must never happen is noted. */
  addByUs(names: readonly string[]): void {
    // Adding what stands there changes nothing at GitHub: a retry does so.
    const missing = names.filter((name) => !this.issue?.labels.includes(name));
    if (missing.length > 0) this.#mayWrite('a label');
    for (const name of missing) {
      const last = this.history.findLast(({ label, by }) => label === name && by.kind === 'person');
      if (last && !last.on) this.violations.push(`put back ${name}, which ${last.by.login} took away`);
      this.moveLabel(name, true, 'us');
    }
  }
  removeByUs(name: string): void {
    if (!this.issue?.labels.includes(name)) return;
    this.#mayWrite('a removal');
    const last = this.history.findLast(({ label }) => label === name);
    if (last?.on && last.by.login !== people.us.login)
      this.violations.push(`removed ${name}, which ${last.by.login} had put on`);
    this.moveLabel(name, false, 'us');
  }
  commentByUs(body: string): number {
    this.#mayWrite('a comment');
    if (this.comments.length > 0) this.violations.push('a second comment');
    this.comments.push({ id: this.comments.length + 1, body });
    return this.comments.length;
  }
  editByUs(id: number, body: string): void {
    this.#mayWrite('an edit of the comment');
    const comment = this.comments.find((each) => each.id === id);
    if (comment) comment.body = body;
  }

  #mayWrite(what: string): void {
    const { issue } = this;
    if (!issue) this.violations.push(`${what} on an issue that left`);
    else if (issue.locked) this.violations.push(`${what} on a locked issue`);
    else if (issue.state === 'closed') this.violations.push(`${what} on a closed issue`);
    else if (issue.labels.includes('no-triage'))
      this.violations.push(`${what} on an issue labeled no-triage`);
  }

  #change(action: string, who: Who, change: Partial<Issue>, extra: object = {}): void {
    if (!this.issue) return;
    this.issue = { ...this.issue, ...change, updatedAt: this.now };
    this.#tell('issues', action, who, extra);
  }

  #label = (name: string) => ({ ...this.labels.find((label) => label.name === name) });

  #tell(event: Pending['event'], action: string, who: Who, extra: object = {}): void {
    const { login, id, kind } = people[who];
    const { installationId, repositoryId, owner, name } = this.repo;
    this.#deliveries += 1;
    this.pending.push({
      id: `${repositoryId}-${this.#deliveries}`,
      event,
      payload: structuredClone({
        action,
        installation: { id: installationId },
        repository: { id: repositoryId, name, full_name: `${owner}/${name}`, private: false },
        sender: { login, id, type: kind === 'bot' ? 'Bot' : 'User' },
        ...(event === 'issues' ? { issue: this.#issueJson() } : {}),
        ...extra,
      }),
    });
  }

  #issueJson(): object {
    const {
      author,
      authorAssociation,
      stateReason,
      createdAt,
      updatedAt,
      closedAt,
      labels,
      assignees,
      ...rest
    } = this.issue as Issue;
    return {
      ...rest,
      user: { login: author.login, id: author.id, type: 'User' },
      labels: labels.map(this.#label),
      assignees: [],
      ...{ author_association: authorAssociation, state_reason: stateReason, type: null },
      ...{ created_at: createdAt, updated_at: updatedAt, closed_at: closedAt },
    };
  }
}
