import type { Issue } from '../issue/issue.ts';
import type { ObstacleCode } from '../issue/undo-obstacle.ts';
import { type Action, type ActionKind, type ActionOf, type Change, livingTarget } from './action.ts';
import type { StoredActionReason } from './action-reason.ts';
import { phrase, type Told, type Words } from './action-words.ts';
import type { UndoKnown } from './undo-known.ts';

/** All that is particular to one kind of write. Whoever adds a kind is told by the compiler what to say of it. */
interface ActionDefinition<A extends Action> {
  /** What it changes: two actions of one kind on the same target of one cause are one. */
  target(action: A): string;
  /** What undoes it; null where there is nothing to go back to. `madeId`: GitHub's id of what it made, where it has one. */
  inverse(action: A, madeId: number | null): Change | null;
  /** A later write of one of these kinds on the same target leaves nothing of it to undo. */
  reversedBy: readonly ActionKind[];
  /** Why it cannot be undone now, though it has an inverse; null where it can. `doneAt`: ISO 8601. */
  obstacle(action: A, known: UndoKnown, since: Since): ObstacleCode | null;
  /** Whether the issue as GitHub has it shows that it was made; null where the issue does not tell. */
  shows(action: A, issue: Issue): boolean | null;
  /** What the audit log and the timeline keep of it besides its kind and why. They outlive what people delete. */
  recorded(action: A): Told;
  /** True for the answer to a command that is not meant by "the last action". */
  acknowledges: boolean;
  words: Words;
}

/** What people did after the write: to a label, or by one of GitHub's actions (`assigned`, `closed` …). */
interface Since {
  touched(label: string): boolean;
  did(...actions: string[]): boolean;
}

type Definitions = { [K in ActionKind]: ActionDefinition<ActionOf<K>> };

const onIssue = () => 'issue';
const untold = () => null;
const never = () => null;

const labelOnIssue = {
  target: ({ label, labelId }: ActionOf<'label.add' | 'label.remove'>) =>
    labelId === null ? label.toLowerCase() : String(labelId),
  recorded: ({ label, labelId }: ActionOf<'label.add' | 'label.remove'>) => ({ label, labelId }),
  acknowledges: false,
};

const labelOfRepository = {
  target: ({ label }: ActionOf<'label.create' | 'label.delete'>) => label.toLowerCase(),
  obstacle: never,
  shows: untold,
  recorded: ({ label, color, description }: ActionOf<'label.create' | 'label.delete'>) => ({
    ...{ label, color, description },
  }),
  acknowledges: false,
};

const assignee = {
  target: ({ login }: ActionOf<'assignee.add' | 'assignee.remove'>) => login.toLowerCase(),
  recorded: ({ login }: ActionOf<'assignee.add' | 'assignee.remove'>) => ({ login }),
  acknowledges: false,
};

const reaction = {
  target: ({ commentId, content }: ActionOf<'reaction.add' | 'reaction.remove'>) =>
    `${commentId ?? 'issue'}:${content}`,
  obstacle: never,
  shows: untold,
  recorded: ({ commentId, content }: ActionOf<'reaction.add' | 'reaction.remove'>) => ({
    commentId,
    content,
  }),
  acknowledges: true,
};

const closedOrReopened = (state: 'open' | 'closed') => ({
  target: onIssue,
  obstacle: (_action: Action, { issue }: UndoKnown, { did }: Since) => {
    if (did('closed', 'reopened')) return 'state_changed';
    return issue.state === state ? null : 'state_changed';
  },
  shows: untold,
  recorded: ({ reason, duplicateOf }: ActionOf<'issue.close' | 'issue.reopen'>) => ({
    // A refusal is kept beside it, with a reason of its own.
    ...(reason === undefined ? {} : { closeReason: reason }),
    ...ofDuplicate({ duplicateOf }),
  }),
  acknowledges: false,
});

const definitions: Definitions = {
  'label.add': {
    ...labelOnIssue,
    inverse: ({ label, labelId }) => ({ kind: 'label.remove', label, labelId }),
    reversedBy: ['label.remove'],
    obstacle: ({ label }, { issue }, { touched }) => {
      if (touched(label)) return 'label_changed';
      return has(issue.labels, label) ? null : 'label_removed';
    },
    shows: ({ label }, { labels }) => has(labels, label),
    words: phrase('add', 'added', ({ label }) => [{ label }]),
  },
  'label.remove': {
    ...labelOnIssue,
    inverse: ({ label, labelId }) => ({ kind: 'label.add', label, labelId }),
    reversedBy: ['label.add'],
    obstacle: ({ label }, { issue }, { touched }) => {
      if (touched(label)) return 'label_changed';
      return has(issue.labels, label) ? 'label_added' : null;
    },
    shows: ({ label }, { labels }) => !has(labels, label),
    words: phrase('remove', 'removed', ({ label }) => [{ label }]),
  },
  'label.create': {
    ...labelOfRepository,
    inverse: ({ label, color, description }, madeId) => ({
      ...{ kind: 'label.delete', label, color, description, labelId: madeId },
    }),
    reversedBy: ['label.delete'],
    words: phrase('create', 'created', ({ label }) => ['the label ', { label }]),
  },
  'label.delete': {
    ...labelOfRepository,
    inverse: ({ label, color, description }) => ({ kind: 'label.create', label, color, description }),
    reversedBy: ['label.create'],
    words: phrase('delete', 'deleted', ({ label }) => ['the label ', { label }]),
  },
  'comment.upsert': {
    target: () => livingTarget,
    inverse: undoComment,
    reversedBy: ['comment.delete'],
    obstacle: ({ body }, { comment }) => {
      if (comment === null) return 'comment_gone';
      return comment === body ? null : 'comment_changed';
    },
    shows: untold,
    recorded: ({ previous }) => (previous === undefined ? {} : { edited: previous !== null }),
    acknowledges: false,
    words: {
      base: ({ edited }) => (edited === true ? 'update' : 'post'),
      past: ({ edited }) => (edited === true ? 'updated' : edited === false ? 'posted' : 'wrote'),
      rest: () => ['the comment'],
    },
  },
  'comment.delete': {
    target: () => livingTarget,
    inverse: ({ body, parts }) => ({
      ...{ kind: 'comment.upsert', body, previous: null, revive: true },
      ...(parts ? { parts } : {}),
    }),
    reversedBy: ['comment.upsert'],
    obstacle: (_action, { comment }) => (comment === null ? null : 'comment_replaced'),
    shows: untold,
    recorded: () => ({}),
    acknowledges: false,
    words: phrase('delete', 'deleted', () => ['the comment']),
  },
  'assignee.add': {
    ...assignee,
    inverse: ({ login }) => ({ kind: 'assignee.remove', login }),
    reversedBy: ['assignee.remove'],
    obstacle: ({ login }, { issue }, { did }) => {
      if (did('assigned', 'unassigned')) return 'assignees_changed';
      return has(issue.assignees, login) ? null : 'unassigned';
    },
    shows: ({ login }, { assignees }) => has(assignees, login),
    words: phrase('assign', 'assigned', ({ login }) => [{ name: login ?? 'somebody' }]),
  },
  'assignee.remove': {
    ...assignee,
    inverse: ({ login }) => ({ kind: 'assignee.add', login }),
    reversedBy: ['assignee.add'],
    obstacle: ({ login }, { issue }, { did }) => {
      if (did('assigned', 'unassigned')) return 'assignees_changed';
      return has(issue.assignees, login) ? 'reassigned' : null;
    },
    shows: ({ login }, { assignees }) => !has(assignees, login),
    words: phrase('unassign', 'unassigned', ({ login }) => [{ name: login ?? 'somebody' }]),
  },
  'type.set': {
    target: onIssue,
    inverse: ({ type, previous }) => ({ kind: 'type.set', type: previous, previous: type }),
    reversedBy: ['type.set'],
    obstacle: ({ type }, { issue }, { did }) => {
      if (did('typed', 'untyped')) return 'type_changed';
      return (issue.type ?? null) === type ? null : 'type_changed';
    },
    shows: ({ type }, issue) => issue.type === type,
    recorded: ({ type, previous }) => ({ type, previous }),
    acknowledges: false,
    words: {
      base: ({ type }) => (type === null ? 'remove' : 'set'),
      past: ({ type }) => (type === null ? 'removed' : 'set'),
      rest: ({ type, previous }) => {
        if (type !== null) return ['the type to ', { name: type ?? 'another one' }];
        return typeof previous === 'string' ? ['the type ', { name: previous }] : ['the type'];
      },
    },
  },
  'milestone.set': {
    target: onIssue,
    inverse: ({ milestone, previous }) => ({
      kind: 'milestone.set',
      milestone: previous,
      previous: milestone,
    }),
    reversedBy: ['milestone.set'],
    obstacle: ({ milestone }, { issue }, { did }) => {
      if (did('milestoned', 'demilestoned')) return 'milestone_changed';
      // What we keep of an issue has no milestone.
      if (issue.milestone === undefined) return null;
      return issue.milestone?.number === milestone?.number ? null : 'milestone_changed';
    },
    shows: ({ milestone }, issue) =>
      issue.milestone === undefined ? null : issue.milestone?.number === milestone?.number,
    recorded: ({ milestone, previous }) => ({
      milestone: milestone?.title ?? null,
      previous: previous?.title ?? null,
    }),
    acknowledges: false,
    words: {
      base: ({ milestone }) => (milestone === null ? 'remove' : 'set'),
      past: ({ milestone }) => (milestone === null ? 'removed' : 'set'),
      rest: ({ milestone, previous }) => {
        if (milestone !== null) return ['the milestone to ', { name: milestone ?? 'another one' }];
        return typeof previous === 'string' ? ['the milestone ', { name: previous }] : ['the milestone'];
      },
    },
  },
  'issue.close': {
    ...closedOrReopened('closed'),
    inverse: ({ reason, duplicateOf, was }) =>
      was === undefined
        ? { kind: 'issue.reopen', reason, ...ofDuplicate({ duplicateOf }) }
        : { kind: 'issue.close', reason: was, was: reason },
    reversedBy: ['issue.reopen'],
    words: phrase('close', 'closed', ({ closeReason, reason, duplicateOf }) => [
      'the issue',
      ...(typeof duplicateOf === 'number'
        ? [' as a duplicate of ', { issue: duplicateOf }]
        : [closedAs.get(closeReason ?? reason ?? '') ?? '']),
    ]),
  },
  'issue.reopen': {
    ...closedOrReopened('open'),
    inverse: ({ reason, duplicateOf }) => ({
      kind: 'issue.close',
      reason: reason ?? 'completed',
      ...ofDuplicate({ duplicateOf }),
    }),
    reversedBy: ['issue.close'],
    words: phrase('reopen', 'reopened', () => ['the issue']),
  },
  'reaction.add': {
    ...reaction,
    inverse: ({ commentId, content }) => ({ kind: 'reaction.remove', commentId, content }),
    reversedBy: ['reaction.remove'],
    words: phrase('react', 'reacted', ({ content, commentId }) => [
      `with ${emojiOf(content)}`,
      commentId === null ? ' to the issue' : ' to a comment',
    ]),
  },
  'reaction.remove': {
    ...reaction,
    inverse: ({ commentId, content }) => ({ kind: 'reaction.add', commentId, content }),
    reversedBy: ['reaction.add'],
    words: phrase('remove', 'removed', ({ content, commentId }) => [
      `the reaction ${emojiOf(content)}`,
      commentId === null ? ' from the issue' : ' from a comment',
    ]),
  },
  'duplicate.link': {
    target: onIssue,
    inverse: ({ of, previous }) =>
      previous === null
        ? { kind: 'duplicate.unlink', of }
        : { kind: 'duplicate.link', of: previous, previous: of },
    reversedBy: ['duplicate.unlink', 'duplicate.link'],
    obstacle: ({ of }, { duplicateOf }) => (duplicateOf === of ? null : 'link_changed'),
    shows: untold,
    recorded: ({ of, previous }) => ({ of, previous }),
    acknowledges: false,
    words: phrase('link', 'linked', ({ of }) => [
      'the issue as a duplicate',
      ...(typeof of === 'number' ? [' of ', { issue: of }] : []),
    ]),
  },
  'duplicate.unlink': {
    target: onIssue,
    inverse: ({ of }) => (of === null ? null : { kind: 'duplicate.link', of, previous: null }),
    reversedBy: ['duplicate.link'],
    obstacle: (_action, { duplicateOf }) => (duplicateOf === null ? null : 'link_changed'),
    shows: untold,
    recorded: ({ of, related }) => ({ of, ...(related === undefined ? {} : { related }) }),
    acknowledges: false,
    words: {
      base: ({ of }) => (typeof of === 'number' ? 'unlink' : 'mark'),
      past: ({ of }) => (typeof of === 'number' ? 'unlinked' : 'marked'),
      rest: ({ of }) =>
        typeof of === 'number' ? ['the issue from ', { issue: of }] : ['the issue as not a duplicate'],
    },
  },
  'issue.ignore': {
    target: onIssue,
    inverse: () => ({ kind: 'issue.resume' }),
    reversedBy: ['issue.resume'],
    obstacle: (_action, { ignored }) => (ignored ? null : 'resumed'),
    shows: untold,
    recorded: () => ({}),
    acknowledges: false,
    words: phrase('turn off', 'turned off', () => ['triage for the issue']),
  },
  'issue.resume': {
    target: onIssue,
    inverse: () => ({ kind: 'issue.ignore' }),
    reversedBy: ['issue.ignore'],
    obstacle: (_action, { ignored }) => (ignored ? 'ignored' : null),
    shows: untold,
    recorded: () => ({}),
    acknowledges: false,
    words: phrase('resume', 'resumed', () => ['triage of the issue']),
  },
};

/** What an action changes: two actions of one kind on the same target of one cause are one. */
export function actionTarget(action: Action): string {
  return definitionOf(action).target(action);
}

/**
 * What takes an action back; null where there is nothing to go back to: a veto of no link, or a comment of an early version,
 * whose row does not say what stood before. Whether it may still be taken back is another question: see `planUndo`.
 */
export function inverse(action: Action, madeId: number | null = null): Action | null {
  const change = definitionOf(action).inverse(action, madeId);
  return change && { ...change, why: { code: 'undo' } };
}

/** Why an action that was done then (ISO 8601) cannot be undone now; null where it can. */
export function undoObstacle(action: Action, doneAt: string, known: UndoKnown): ObstacleCode | null {
  const after = (at: string | undefined) => at !== undefined && Date.parse(at) > Date.parse(doneAt);
  return definitionOf(action).obstacle(action, known, {
    touched: (label) => after(known.touched[label.toLowerCase()]),
    did: (...actions) => actions.some((each) => after(known.personActions[each])),
  });
}

/** Whether the issue as GitHub has it shows that the action was made; null where the issue does not tell. */
export function isShown(action: Action, issue: Issue): boolean | null {
  return definitionOf(action).shows(action, issue);
}

/** The action as the audit log and the timeline keep it. */
export function recordedAction(action: Action): Told & { kind: ActionKind; why: StoredActionReason } {
  return { kind: action.kind, ...definitionOf(action).recorded(action), why: action.why };
}

/** True for the answer to a command, which nobody means by "the last action". */
export function isAcknowledgement({ kind }: Pick<Action, 'kind'>): boolean {
  return definitions[kind].acknowledges;
}

/** Kinds of writes that, done later on the same target, leave nothing of this one to undo. */
export function reversedBy(kind: ActionKind): readonly ActionKind[] {
  return definitions[kind].reversedBy;
}

/** How a kind of write is told. */
export function wordsOfKind(kind: ActionKind): Words {
  return definitions[kind].words;
}

/** False for a kind that only another version knows. */
export function isActionKind(kind: string): kind is ActionKind {
  return Object.hasOwn(definitions, kind);
}

function definitionOf(action: Action): ActionDefinition<Action> {
  return definitions[action.kind] as ActionDefinition<Action>;
}

function undoComment(action: ActionOf<'comment.upsert'>): Change | null {
  const { body, previous, parts, previousParts } = action;
  if (previous === undefined) return null;
  if (previous === null) return { kind: 'comment.delete', body, ...(parts ? { parts } : {}) };
  return {
    ...{ kind: 'comment.upsert', body: previous, previous: body },
    ...(previousParts ? { parts: previousParts } : {}),
    ...(parts ? { previousParts: parts } : {}),
  };
}

function ofDuplicate({ duplicateOf }: { duplicateOf?: number | undefined }): { duplicateOf?: number } {
  return duplicateOf === undefined ? {} : { duplicateOf };
}

/** Looked up by what a row says, which is why it is no plain object. */
const closedAs: ReadonlyMap<string, string> = new Map([
  ['completed', ' as completed'],
  ['not_planned', ' as not planned'],
  ['duplicate', ' as a duplicate'],
]);

function emojiOf(content: unknown): string {
  return content === 'confused' ? '😕' : '👍';
}

function has(names: readonly string[], name: string): boolean {
  return names.some((each) => each.toLowerCase() === name.toLowerCase());
}
