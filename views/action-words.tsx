import type { Child } from 'hono/jsx';
import type { ActionKind } from '../src/domain/actions/action.ts';
import { isActionKind, wordsOfKind } from '../src/domain/actions/action-kinds.ts';
import { type Piece, readTold } from '../src/domain/actions/action-words.ts';
import type { IconName } from './icon.tsx';

const icons: Record<ActionKind, IconName> = {
  'label.add': 'tag',
  'label.remove': 'x',
  'label.create': 'tag',
  'label.delete': 'trash',
  'comment.upsert': 'comment',
  'comment.delete': 'trash',
  'assignee.add': 'person',
  'assignee.remove': 'person',
  'type.set': 'issue-opened',
  'milestone.set': 'clock',
  'issue.close': 'issue-closed',
  'issue.reopen': 'issue-reopened',
  'reaction.add': 'smiley',
  'reaction.remove': 'smiley',
  'duplicate.link': 'link',
  'duplicate.unlink': 'link',
  'issue.ignore': 'stop',
  'issue.resume': 'play',
};

/** `added bug`, or the base form `add bug`, which follows "could not". */
type Form = 'past' | 'base';

/**
 * Describes one write from its stored detail. Returns null for a kind that isn't a write, or that only
 * another version knows. Names come from outside, so they are drawn as escaped text.
 */
export function describeAction(
  kind: string,
  detail: Readonly<Record<string, unknown>>,
  chip: (name: string) => Child,
  form: Form = 'past',
): { icon: IconName; words: Child } | null {
  if (!isActionKind(kind)) return null;
  const told = readTold(detail);
  const words = wordsOfKind(kind);
  return {
    icon: icons[kind],
    words: (
      <>
        {words[form](told)} {words.rest(told).map((piece) => drawPiece(piece, chip))}
      </>
    ),
  };
}

function drawPiece(piece: Piece, chip: (name: string) => Child): Child {
  if (typeof piece === 'string') return piece;
  if ('label' in piece) return piece.label ? chip(piece.label) : 'a label';
  if ('name' in piece) return <strong>{piece.name}</strong>;
  return `#${piece.issue}`;
}
