import type { Context } from 'hono';
import { z } from 'zod';
import type { Request } from '../../../domain/commands/request.ts';
import type { InboxCard } from '../../../read/inbox.ts';
import { type CorrectionForm, requestsOf } from '../../corrections/correction-form.ts';

/** Answered at once, at most. */
const mostCards = 100;

/** `restore` takes a `dismiss` back, `undo` the others. */
const answers = ['approve', 'correct', 'dismiss', 'undo', 'restore'] as const;

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
  /** Of an undo: the requests that are taken back. */
  request: z
    .union([z.uuid(), z.array(z.uuid()).max(500)])
    .transform((each) => (Array.isArray(each) ? each : [each]))
    .default([]),
});

/** A form of the Inbox: one answer to one card or to several. */
export interface InboxForm {
  do: (typeof answers)[number];
  to: string | undefined;
  /** Versions by number; `same`: as long as it says the same as the first one. */
  cards: Map<number, number | 'same'>;
  shown: number[];
  opened: string[];
  requests: string[];
}

/** Why nothing can be done, in words for a person, where the form says nothing known. */
export async function readInboxForm(c: Context): Promise<InboxForm | string> {
  const read = form.safeParse(await c.req.parseBody({ all: true }));
  if (!read.success) return 'Nothing was changed: the form is not one of this page.';
  const cards: InboxForm['cards'] = new Map();
  for (const card of read.data.card) {
    const [, number, version] = /^([1-9]\d{0,8}):(\d{1,15}|same)$/.exec(card) ?? [];
    if (number && version) cards.set(Number(number), version === 'same' ? version : Number(version));
  }
  if (cards.size === 0) return 'Nothing is selected. Select issues with x or their checkboxes first.';
  if (cards.size > mostCards) return `Nothing was changed: select at most ${mostCards} issues at once.`;
  const shown = read.data.shown.map(Number).filter(Number.isSafeInteger);
  const { do: answer, to, opened, request } = read.data;
  return { do: answer, to, cards, shown, opened, requests: request };
}

/** `reject` as a choice of the picker: nothing of what the card says. */
export const noneOfThese = 'none';

/** What an answer asks of one card; null where it asks for nothing that is known. */
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

/** What of a card still waits after an answer. */
export function remainingValues({ do: answer, to }: InboxForm, card: InboxCard): InboxCard['values'] {
  const kind = /^(category|priority|effort|label)=/.exec(to ?? '')?.[1];
  if (answer !== 'correct' || kind === undefined) return [];
  return card.values.filter(({ dimension }) => dimension !== (kind === 'label' ? 'area' : kind));
}
