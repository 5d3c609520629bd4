import type { LabeledIssue } from '../../../src/classify/local/category/train-repository-model.ts';

const parts = [
  'parser',
  'window',
  'server',
  'cache',
  'menu',
  'export',
  'login',
  'editor',
  'network',
  'printer',
];
const bugs = ['crashes', 'fails with an error', 'shows a wrong result', 'hangs'];
const wishes = ['support a new format', 'allow more than one', 'add an option', 'offer a shortcut'];
const asks = ['How do I set up', 'What does', 'Is it possible to change', 'Why do I need'];

/** Plain lessons of a made-up repository, `count` of each label named, in turn. */
export function lessons(count: Record<string, number>): LabeledIssue[] {
  const write: Record<string, (i: number) => LabeledIssue> = {
    bug: (i) => ({
      label: 'bug',
      title: `The ${parts[i % 10]} ${bugs[i % 4]}`,
      body: `### Type\n\nDefect\n\nWhen I open the ${parts[(i * 3) % 10]} it ${bugs[(i + 1) % 4]}.`,
    }),
    feature: (i) => ({
      label: 'feature',
      title: `${parts[i % 10]}: ${wishes[i % 4]}`,
      body: `### Type\n\nWish\n\nIt would be nice to ${wishes[(i + 1) % 4]} in the ${parts[(i * 3) % 10]}.`,
    }),
    question: (i) => ({
      label: 'question',
      title: `${asks[i % 4]} the ${parts[i % 10]}?`,
      body: `### Type\n\nOther\n\nHello, ${asks[(i + 1) % 4]} the ${parts[(i * 3) % 10]}? Thanks`,
    }),
    performance: (i) => ({
      label: 'performance',
      title: `${parts[i % 10]} takes ${i} seconds`,
      body: `### Type\n\nSpeed\n\nThe ${parts[(i * 3) % 10]} is slow, the profile is attached.`,
    }),
  };
  const most = Math.max(...Object.values(count));
  return Array.from({ length: most }, (_, i) =>
    Object.entries(count).flatMap(([label, n]) =>
      i < n ? [(write[label] as (i: number) => LabeledIssue)(i)] : [],
    ),
  ).flat();
}
