import type { FloodSign, NoticeReason, VulnerabilitySign } from '../issue/notice-reason.ts';
import type { ByCode } from './catalog.ts';
import { renderReason } from './explain-autonomy.ts';
import { renderCode } from './render-code.ts';

const signs: ByCode<FloodSign | VulnerabilitySign> = {
  many_in_an_hour: ({ count }) => `${count} issues by one author within an hour`,
  same_text: ({ count }) => `the same text ${count} times within a day`,
  only_links: () => 'hardly anything but links',
  asks_in_private: () => 'it asks for a private way to report',
  names_attack: ({ attack }) => `it names an attack (${attack}) and says that it works here`,
};

const words: ByCode<NoticeReason> = {
  secret: () => 'This issue may expose a secret.',
  vulnerability: ({ sign }) =>
    `This may be a publicly reported vulnerability: ${renderCode<FloodSign | VulnerabilitySign>(signs, sign)}.`,
  flood: ({ sign }) =>
    `Held until someone reviews it: ${renderCode<FloodSign | VulnerabilitySign>(signs, sign)}.`,
  burst: ({ count, expected, terms }) =>
    `${count} issues in a week about ${terms.join(', ') || 'one theme'}; about ${Math.max(1, Math.round(expected))} would be usual.`,
  promoted: ({ label, why }) => `${label} is now applied automatically: ${renderReason(why)}.`,
  stepped_down: ({ label, why }) => `${label} is no longer applied automatically: ${renderReason(why)}.`,
};

/**
 * What a notice tells, as an English sentence in which foreign text is data. `kept` is what a row holds, of whatever version: sentences
 * of early versions are shown as they are, and what can't be read is the empty string.
 */
export function explainNotice(kept: unknown): string {
  if (typeof kept === 'string') return kept;
  if (typeof kept !== 'object' || kept === null || !('code' in kept)) return '';
  return renderCode<NoticeReason>(words, kept as NoticeReason);
}
