import type { CorrectionForm } from './correction-form.ts';

/** What was asked, in words. */
export const doneWords: Record<CorrectionForm['do'], string> = {
  approve: 'Approved',
  reject: 'Rejected',
  correct: 'Corrected',
  triage: 'Triage again',
  undo: 'Undo',
};

/** What the page says that comes after a form without a script; null for an address that says nothing known. */
export function askedWords(did: string | undefined): { dimension: null; words: string } | null {
  const said = Object.entries(doneWords).find(([name]) => name === did)?.[1];
  return said ? { dimension: null, words: said } : null;
}
