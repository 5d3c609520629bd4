import { expect, it } from 'vitest';
import { explainKeptOpen, type KeptOpen } from '../../../src/domain/duplicates/kept-open.ts';
import type { NoticeReason } from '../../../src/domain/issue/notice-reason.ts';
import { explainNotice } from '../../../src/domain/words/explain-notice.ts';

it.each<[NoticeReason | string, string]>([
  [{ code: 'secret' }, 'This issue may expose a secret.'],
  [
    { code: 'flood', sign: { code: 'many_in_an_hour', count: 9 } },
    'Held until someone reviews it: 9 issues by one author within an hour.',
  ],
  [
    { code: 'vulnerability', sign: { code: 'names_attack', attack: 'XSS' } },
    'This may be a publicly reported vulnerability: it names an attack (XSS) and says that it works here.',
  ],
  [
    { code: 'burst', count: 12, expected: 0.2, terms: ['sync', 'login'] },
    '12 issues in a week about sync, login; about 1 would be usual.',
  ],
  [
    { code: 'stepped_down', label: 'bug', why: { code: 'drifted', right: 12, total: 21, target: 0.8 } },
    'bug is no longer applied automatically: only 12 of the last 21 correct (target 80%).',
  ],
  // As an early version kept it.
  ['Held until someone reviews it: 9 issues.', 'Held until someone reviews it: 9 issues.'],
])('a notice kept as %j is told as a sentence', (kept, words) => expect(explainNotice(kept)).toBe(words));

it('a notice that cannot be read says nothing', () => {
  for (const broken of [null, undefined, 7, {}, { code: 'toString' }]) expect(explainNotice(broken)).toBe('');
});

it.each<[KeptOpen | string, string]>([
  [{ code: 'objection', login: 'mona', did: 'thumbs down' }, 'mona gave a thumbs down after it was linked.'],
  [
    { code: 'canonical_closed', canonical: 7, relation: 'solved in' },
    'Issue #7 has been closed since, so the problem is solved there.',
  ],
  ['mona commented after it was linked.', 'mona commented after it was linked.'],
])('an issue kept open by %j is explained', (kept, words) => expect(explainKeptOpen(kept)).toBe(words));
