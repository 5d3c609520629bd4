import type { Decision } from '../issue/decision.ts';
import type { Settings } from '../settings/settings.ts';
import { marker } from './comment.ts';
import { type CommentParts, noParts, relatedOf, summaryOf } from './comment-parts.ts';

/** The living comment as it stands. */
export interface ExistingComment {
  body: string;
  /** By a person: it is never posted again. */
  deleted: boolean;
  /** Null for a comment of a version that kept none. */
  parts: CommentParts | null;
}

/** Parts as a row of the ledger has them; null for those of another version. */
export function keptParts(kept: unknown): CommentParts | null {
  return (kept as { version?: unknown } | null | undefined)?.version === 1 ? (kept as CommentParts) : null;
}

/**
 * The parts of the comment as it stands. A comment that was written without any is taken apart by its fixed sentences: what was
 * asked for is read from it, what it named as related comes from the decision that it told of, and the rest is an answer.
 */
export function partsOf(
  comment: ExistingComment | null,
  decision: Decision | null,
  settings: Settings,
): CommentParts {
  if (comment === null || comment.deleted) return noParts;
  if (comment.parts !== null) return comment.parts;
  const blocks = comment.body
    .replace(marker, '')
    .split(/\n{2,}/)
    .map((block) => block.trim());
  const parts = { ...noParts };
  const rest: string[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at] as string;
    const list = () => (blocks[++at] ?? '').split('\n');
    if (block === '' || early.spoken.has(block) || isFooter(block)) continue;
    if (early.reminders.has(block)) parts.missing = { fields: [], status: 'reminded' };
    else if (early.missing.has(block))
      parts.missing = { fields: list().map(fieldOf), status: parts.missing?.status ?? 'asked' };
    else if (early.related.has(block)) {
      list();
      if (decision) parts.related = relatedOf(decision, settings);
    } else if (block === 'What this looks like:') {
      list();
      if (decision) parts.summary = summaryOf(decision, settings);
    } else rest.push(block);
  }
  if (rest.length > 0)
    parts.answers = [{ by: null, trusted: true, said: { kind: 'earlier', text: rest.join('\n\n') } }];
  return parts;
}

const isFooter = (block: string) => block.includes('DispatchAI') && block.includes('`/help`');
const fieldOf = (line: string) => line.replace(/^- `?|`$/g, '');

/** The fixed sentences of comments that were written without parts. */
const early = {
  missing: new Set([
    'To look into this, people here also need:',
    'Um das anzusehen, brauchen die Leute hier noch:',
    'Para revisarlo, aquí también hace falta:',
    'Pour examiner ce ticket, il manque encore :',
    '確認のため、次の情報も必要です。',
    'Para analisar isto, ainda falta:',
    '为了处理此问题，还需要以下信息：',
  ]),
  related: new Set([
    'Possibly related:',
    'Möglicherweise verwandt:',
    'Posiblemente relacionado:',
    'Peut-être lié :',
    '関連している可能性があります。',
    'Possivelmente relacionado:',
    '可能相关：',
  ]),
  reminders: new Set([
    'This is still needed to go on.',
    'Das wird noch gebraucht, damit es weitergehen kann.',
    'Esto sigue haciendo falta para continuar.',
    'Ceci manque toujours pour continuer.',
    '続けるには、引き続き次の情報が必要です。',
    'Isto ainda é necessário para continuar.',
    '仍需要以下信息才能继续。',
  ]),
  /** Said of what is over: nothing is left of it. */
  spoken: new Set([
    'Nothing is open here any more. Thank you.',
    'Hier ist nichts mehr offen. Danke.',
    'Ya no queda nada pendiente aquí. Gracias.',
    'Plus rien n’est en attente ici. Merci.',
    '確認が必要なことはもうありません。ありがとうございます。',
    'Não há mais nada pendente aqui. Obrigado.',
    '这里已没有待补充的信息。谢谢。',
    'This was closed because what is needed did not come. Write it here or in the issue, and it can be opened again.',
    'Geschlossen, weil die nötigen Angaben nicht kamen. Mit ihnen, hier oder im Issue, kann es wieder geöffnet werden.',
    'Se cerró porque no llegó lo que hacía falta. Con esos datos, aquí o en la incidencia, se puede volver a abrir.',
    'Fermé, car les informations nécessaires ne sont pas venues. Avec elles, ici ou dans le ticket, il peut être rouvert.',
    '必要な情報がなかったため、クローズしました。ここか Issue に書いていただければ、再開できます。',
    'Foi fechado porque o que faltava não chegou. Com esses dados, aqui ou na issue, pode ser reaberto.',
    '由于未收到所需信息，此问题已关闭。在此处或问题中补充后，可以重新打开。',
  ]),
};
