import type { Context } from 'hono';
import { z } from 'zod';
import type { Request } from '../../../domain/commands/request.ts';
import type { Operation } from '../../../domain/commands/rights.ts';
import type { InboxCard } from '../../../read/inbox.ts';
import { type CorrectionForm, requestsOf } from '../../corrections/correction-form.ts';
import { readTarget } from '../../corrections/correction-target.ts';

/** Maximum number of cards in one answer. */
const maxCards = 100;

/** `restore` undoes a `dismiss`; `undo` undoes the other actions. */
export const answers = ['approve', 'correct', 'dismiss', 'undo', 'restore'] as const;

const flat = z.string().max(200);
const many = z.union([flat, z.array(flat)]).transform((each) => (Array.isArray(each) ? each : [each]));
const form = z.object({
  do: z.enum(answers),
  to: flat.optional(),
  /** `<number>:<version>` of each card, or `<number>:same`. */
  card: many.default([]),
  /** Numbers of the cards on the page. */
  shown: many.default([]),
  opened: many.default([]),
  /** For `undo`: the requests to undo. */
  request: z
    .union([z.uuid(), z.array(z.uuid()).max(500)])
    .transform((each) => (Array.isArray(each) ? each : [each]))
    .default([]),
});

/** The operation that each answer is. */
export const operationOfAnswer: Record<(typeof answers)[number], Operation> = {
  approve: 'issue.correct',
  correct: 'issue.correct',
  dismiss: 'issue.dismiss',
  restore: 'issue.dismiss',
  undo: 'lessons.revoke-own',
};

/** A form of the Inbox: one answer to one card or to several. */
export interface InboxForm {
  do: (typeof answers)[number];
  to: string | undefined;
  /** Versions by issue number. `same` accepts any version with the first card's suggestions. */
  cards: Map<number, number | 'same'>;
  shown: number[];
  opened: string[];
  requests: string[];
}

/** Parses an Inbox form. Returns an error message for the user if it is not valid. */
export async function readInboxForm(c: Context): Promise<InboxForm | string> {
  const read = form.safeParse(await c.req.parseBody({ all: true }));
  if (!read.success) return 'Nothing was changed: the form is not valid. Reload the page and try again.';
  const cards: InboxForm['cards'] = new Map();
  for (const card of read.data.card) {
    const [, number, version] = /^([1-9]\d{0,8}):(\d{1,15}|same)$/.exec(card) ?? [];
    if (number && version) cards.set(Number(number), version === 'same' ? version : Number(version));
  }
  if (cards.size === 0) return 'No issues selected. Select issues with x or their checkboxes first.';
  if (cards.size > maxCards) return `Nothing was changed: select at most ${maxCards} issues at a time.`;
  const shown = read.data.shown.map(Number).filter(Number.isSafeInteger);
  const { do: answer, to, opened, request } = read.data;
  return { do: answer, to, cards, shown, opened, requests: request };
}

/** The picker's value for rejecting everything a card suggests. */
export const noneOfThese = 'none';

/** Returns the requests an answer makes for one card; null if it asks for nothing valid. */
export function requestsOfCard(
  { do: answer, to }: InboxForm,
  card: Pick<InboxCard, 'values'>,
): Request[] | null {
  const judged = (kind: 'approve' | 'reject'): Request[] | null =>
    card.values.length > 0 ? card.values.map(({ dimension, value }) => ({ kind, dimension, value })) : null;
  if (answer === 'approve') return judged('approve');
  if (to === noneOfThese) return judged('reject');
  const asked: Pick<CorrectionForm, 'do' | 'to' | 'version' | 'opened'> = {
    do: 'correct',
    to,
    version: 0,
    opened: [],
  };
  const [area] = to?.startsWith('label=') ? card.values.filter(({ dimension }) => dimension === 'area') : [];
  return requestsOf(area ? { ...asked, dimension: 'area', value: area.value } : asked);
}

/** Returns the card's suggestions that are left to review after an answer. */
export function remainingValues({ do: answer, to }: InboxForm, card: InboxCard): InboxCard['values'] {
  const target = readTarget(to);
  if (answer !== 'correct' || !target) return [];
  return card.values.filter(({ dimension }) => dimension !== target.dimension);
}
