import { expect, it } from 'vitest';
import type { Change } from '../../../src/domain/actions/action.ts';
import { stillUndoable, type WrittenRow } from '../../../src/domain/actions/still-undoable.ts';

let ids = 0;
const row = (change: Change, target: string, over: Partial<WrittenRow> = {}): WrittenRow => ({
  ...{ id: `e${++ids}`, target, cause: `triage:${ids}`, status: 'done', doneAt: new Date(ids * 1000) },
  action: { ...change, why: '' },
  ...over,
});
const close: Change = { kind: 'issue.close', reason: 'not_planned' };
const bug: Change = { kind: 'label.add', label: 'bug', labelId: 1 };

it.each<[string, Change, string]>([
  ['a close', close, 'issue'],
  ['a type', { kind: 'type.set', type: 'Bug', previous: null }, 'issue'],
  ['an assignment', { kind: 'assignee.add', login: 'mona' }, 'mona'],
  ['a label', bug, '1'],
  ['a link', { kind: 'duplicate.link', of: 1, previous: null }, 'issue'],
  ['a reaction', { kind: 'reaction.add', commentId: 3, content: '+1' }, '3:+1'],
])('%s can be undone while nothing took it back', (_what, change, target) => {
  const done = row(change, target);
  expect(stillUndoable(done, [done])).toBe(true);
  expect(stillUndoable({ ...done, status: 'refused' }, [done])).toBe(false);
  expect(stillUndoable(done, [done, row(close, 'x', { cause: `undo:${done.id}` })])).toBe(false);
});

it('what a later write reversed cannot, and an ignored issue does not make a close undone', () => {
  const closed = row(close, 'issue');
  expect(stillUndoable(closed, [closed, row({ kind: 'issue.ignore' }, 'issue')])).toBe(true);
  expect(stillUndoable(closed, [closed, row({ kind: 'issue.reopen' }, 'issue')])).toBe(false);
  const added = row(bug, '1');
  const docs = row({ kind: 'label.remove', label: 'docs', labelId: 2 }, '2');
  const removed = row({ kind: 'label.remove', label: 'bug', labelId: 1 }, '1');
  expect(stillUndoable(added, [added, docs])).toBe(true);
  expect(stillUndoable(added, [added, removed])).toBe(false);
  expect(stillUndoable(removed, [added, removed])).toBe(true);
});

it('nor can what there is nothing to go back to for, or a kind that another version wrote', () => {
  const early = row({ kind: 'comment.upsert', body: 'Hello' }, 'living');
  expect(stillUndoable(early, [early])).toBe(false);
  const strange = row({ kind: 'project.move' } as unknown as Change, 'issue');
  expect(stillUndoable(strange, [strange])).toBe(false);
});
