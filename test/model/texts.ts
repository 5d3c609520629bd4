import type { Opinion } from '../../src/domain/issue/decision.ts';

/** Texts that an issue may have. What the evidence makes of them is plain to see: its words name it. */
export const texts = [
  { title: 'It crashes', body: 'bug api\nVersion: 1.2' },
  { title: 'It CRASHES', body: '**bug** api\nVersion: 1.2' },
  { title: 'Please add this', body: 'enhancement ui\nVersion: 1.2' },
  { title: 'Please add this', body: 'enhancement ui api' },
  { title: 'It crashes', body: 'bug' },
  { title: 'It is broken', body: 'bug\nVersion: 1.2' },
  { title: 'Hello', body: 'I wonder.\nVersion: 1.2' },
] as const;

export type Text = (typeof texts)[number];

/** The labels of the repository, by what they say. */
export const vocabulary = {
  categories: ['bug', 'enhancement'],
  areas: ['area/api', 'area/ui'],
  others: ['needs-info', 'wontfix', 'no-triage'],
} as const;
export const labelNames: string[] = Object.values(vocabulary).flat();

/** What a classifier would say of a text: sure of each word it knows. */
export function opinionsOf({ body }: { body: string }): Opinion[] {
  const has = (word: string) => new RegExp(`\\b${word}\\b`).test(body);
  const base = { source: 'local', model: 'model test', reasons: {} };
  const category = has('bug') ? 'bug' : has('enhancement') ? 'feature' : null;
  return [
    ...(category ? [{ ...base, dimension: 'category' as const, probabilities: { [category]: 0.97 } }] : []),
    {
      ...base,
      dimension: 'area' as const,
      probabilities: { 'area/api': has('api') ? 0.97 : 0.01, 'area/ui': has('ui') ? 0.97 : 0.01 },
    },
  ];
}
