import type { RecordReason, Stored } from './autonomy-reason.ts';

/** Why an issue of a stranger is held. */
export type FloodSign =
  | { code: 'many_in_an_hour'; count: number }
  | { code: 'same_text'; count: number }
  | { code: 'only_links' };

/** What makes an issue look like a vulnerability that is reported in public. `attack` is foreign text. */
export type VulnerabilitySign = { code: 'asks_in_private' } | { code: 'names_attack'; attack: string };

/** What a notice tells people. Codes are stored, and never renamed. */
export type NoticeReason =
  | { code: 'secret' }
  | { code: 'vulnerability'; sign: VulnerabilitySign }
  | { code: 'flood'; sign: FloodSign }
  /** `expected` issues a week would be usual. */
  | { code: 'burst'; count: number; expected: number; terms: string[] }
  | { code: 'promoted' | 'stepped_down'; label: string; why: Stored<RecordReason> };
