import { describe, expect, it } from 'vitest';
import type { Action, ActionKind, ActionOf } from '../../src/domain/actions/action.ts';
import { recordedAction } from '../../src/domain/actions/action-kinds.ts';
import type { Write } from '../../src/read/console.ts';
import { createMemoryConsole } from './memory-console.ts';
import { tide, tideLabels, waiting } from './situations.ts';

type Example<K extends ActionKind> = [change: Omit<ActionOf<K>, 'why'>, words: string, refused: string];
/** Every kind of write, what it is called, and what it is called where it was not made. */
const examples: { [K in ActionKind]: Example<K> } = {
  'label.add': [{ kind: 'label.add', label: 'bug', labelId: 1 }, 'added bug', 'add bug'],
  'label.remove': [{ kind: 'label.remove', label: 'bug', labelId: 1 }, 'removed bug', 'remove bug'],
  'label.create': [
    { kind: 'label.create', label: 'effort: small', color: 'ededed', description: '' },
    'created the label effort: small',
    'create the label effort: small',
  ],
  'label.delete': [
    { kind: 'label.delete', label: 'effort: small', color: 'ededed', description: '', labelId: null },
    'deleted the label effort: small',
    'delete the label effort: small',
  ],
  'comment.upsert': [
    { kind: 'comment.upsert', body: 'Hello', previous: 'Hi' },
    'updated the comment',
    'update the comment',
  ],
  'comment.delete': [{ kind: 'comment.delete', body: 'Hello' }, 'deleted the comment', 'delete the comment'],
  'assignee.add': [{ kind: 'assignee.add', login: 'tess' }, 'assigned tess', 'assign tess'],
  'assignee.remove': [{ kind: 'assignee.remove', login: 'tess' }, 'unassigned tess', 'unassign tess'],
  'type.set': [
    { kind: 'type.set', type: 'Bug', previous: null },
    'set the type to Bug',
    'set the type to Bug',
  ],
  'milestone.set': [
    { kind: 'milestone.set', milestone: { number: 1, title: 'v2.1' }, previous: null },
    'set the milestone to v2.1',
    'set the milestone to v2.1',
  ],
  'issue.close': [
    { kind: 'issue.close', reason: 'not_planned' },
    'closed the issue as not planned',
    'close the issue as not planned',
  ],
  'issue.reopen': [{ kind: 'issue.reopen' }, 'reopened the issue', 'reopen the issue'],
  'reaction.add': [
    { kind: 'reaction.add', commentId: 3, content: '+1' },
    'reacted with 👍 to a comment',
    'react with 👍 to a comment',
  ],
  'reaction.remove': [
    { kind: 'reaction.remove', commentId: null, content: 'confused' },
    'removed the reaction 😕 from the issue',
    'remove the reaction 😕 from the issue',
  ],
  'duplicate.link': [
    { kind: 'duplicate.link', of: 12, previous: null },
    'linked the issue as a duplicate of #12',
    'link the issue as a duplicate of #12',
  ],
  'duplicate.unlink': [
    { kind: 'duplicate.unlink', of: 12 },
    'unlinked the issue from #12',
    'unlink the issue from #12',
  ],
  'issue.ignore': [{ kind: 'issue.ignore' }, 'turned off triage for the issue', 'turn off triage'],
  'issue.resume': [{ kind: 'issue.resume' }, 'resumed triage of the issue', 'resume triage'],
};

const at = '2026-05-01T09:00:00.000Z';
const bot = { login: 'dispatch', id: null, kind: 'bot' as const };

/** The Issue page's panel and timeline as text, for one write. */
async function read(change: Omit<Action, 'why'>, over: Partial<Write> = {}) {
  const { kind, why: _why, ...detail } = recordedAction({ ...change, why: 'because' } as Action);
  const detailed = waiting(5, 'Saving fails');
  const write: Write = {
    ...{ id: '9b2f4a52-6c1e-4d0b-8a55-0f6d4be1a001', kind, label: detail.label ?? null, detail },
    ...{ why: 'because', status: 'done', undoable: true, reason: null, models: [] },
    ...{ createdAt: at, doneAt: at, ...over },
  };
  const event = { refused: 'refused', done: 'written', intended: 'written' }[write.status];
  const timeline = [
    {
      id: 1,
      kind: event,
      actor: bot,
      deliveryId: null,
      at,
      detail: { kind, ...detail, reason: write.reason },
    },
    { id: 2, kind: 'undone', actor: bot, deliveryId: null, at, detail: { kind, ...detail } },
  ];
  const made = await createMemoryConsole([
    {
      ...{ repository: tide, labels: tideLabels, events: [], dismissed: new Set<number>() },
      details: new Map([[5, { ...detailed, writes: [write], timeline }]]),
    },
  ]);
  const cookie = await made.signInAs('mona');
  const page = await (await made.app.request('/harbour/tide/issues/5', { headers: { cookie } })).text();
  const textOf = (id: string) =>
    (page.split(`id="${id}"`)[1]?.split('</section>')[0] ?? '')
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/\s+/g, ' ');
  return { writes: textOf('writes'), timeline: textOf('timeline'), page };
}

describe.each(Object.values(examples) as Example<ActionKind>[])('%o', (change, words, refused) => {
  it(`is told as "${words}" in the panel and the timeline`, async () => {
    const { writes, timeline, page } = await read(change);
    expect(writes).toContain(words);
    expect(timeline).toContain(`DispatchAI ${words}`);
    expect(timeline).toContain('(undo)');
    expect(page).toContain('value="undo"');
  });

  it('is not told as done where it was refused', async () => {
    const over = { status: 'refused', reason: 'GitHub said no', undoable: false } as const;
    const { writes, timeline, page } = await read(change, over);
    expect(writes).toContain(`couldn’t ${refused}`);
    expect(timeline).toContain(`couldn’t ${refused}`);
    expect(writes).toContain('GitHub said no');
    expect(page).not.toContain('value="undo"');
  });
});
