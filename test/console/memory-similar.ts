import type { LinkState } from '../../src/domain/duplicates/duplicate-link.ts';
import { createRandom } from '../../src/domain/similarity/ranker/random.ts';
import type { DuplicateRow, NamedIssue, SimilarReads } from '../../src/read/similar.ts';
import { tide } from './situations.ts';

const named = (number: number, title: string, state: 'open' | 'closed' = 'open'): NamedIssue => ({
  ...{ number, title, state },
  stateReason: state === 'closed' ? 'completed' : null,
});
const at = new Date(Date.now() - 3 * 3_600_000).toISOString();

/** Links as a maintainer would meet them; one proposal is hostile. */
export const duplicateRows: Record<LinkState, DuplicateRow[]> = {
  proposed: [
    {
      issue: named(147, 'App closes when a shared calendar has an event without an end'),
      canonical: named(131, 'Week view crashes on all-day events from a feed', 'closed'),
      ...{ relation: 'regression?', source: 'model', by: null, at, keptOpen: null },
      look: {
        rootCause: 'Events without an end have no duration, and the view reads one all the same.',
        quotes: {
          issue: "Cannot read properties of undefined (reading 'getTime')",
          canonical: 'crashes as soon as an all-day event is in the week',
        },
        model: 'gpt-6-luna',
      },
    },
    {
      issue: named(148, '<img src=x onerror=alert(1)> Reminder sounds twice'),
      canonical: named(96, 'Reminders come twice on two devices'),
      ...{ relation: 'duplicate', source: 'model', by: null, at, keptOpen: null },
      look: {
        rootCause: '<script>alert(2)</script> Both devices keep their own timer.',
        quotes: { issue: 'two devices are awake"><b>', canonical: 'each of my devices rings' },
        model: 'gpt-6-luna',
      },
    },
  ],
  linked: [
    {
      issue: named(112, 'TypeError in durationOf since 2.3'),
      canonical: named(90, 'Events without an end'),
      ...{ relation: 'duplicate', source: 'command', at, look: null },
      by: { login: 'mona', id: 1, kind: 'person' },
      keptOpen: 'rita commented after it was linked.',
    },
  ],
  vetoed: [],
};

const topics = [
  ['calendar', 'feed'],
  ['export', 'pdf'],
  ['sync', 'conflict'],
  ['reminder', 'sound'],
  ['dark', 'widget'],
];

/** Themes of `tide`: five topics, one of them rising. Other repositories have none. */
export function createMemorySimilar(broken: () => boolean): SimilarReads {
  const lively = ({ repositoryId }: { repositoryId: number }) => {
    if (broken()) throw new Error('the database is away');
    return repositoryId === tide.repositoryId;
  };
  const random = createRandom(5);
  const points = Array.from({ length: 120 }, (_, i) => {
    const theme = i % topics.length;
    const [x = 0, y = 0] = [Math.cos((theme * 2 * Math.PI) / 5), Math.sin((theme * 2 * Math.PI) / 5)];
    return {
      ...named(200 + i, `${topics[theme]?.join(' ')}, case ${i}`, i % 3 === 0 ? 'closed' : 'open'),
      theme: theme + 1,
      x: 0.65 * x + 0.5 * (random() - 0.5),
      y: 0.65 * y + 0.5 * (random() - 0.5),
    };
  });
  const themes = topics.map((terms, i) => ({
    ...{ id: i + 1, terms, open: 16, closed: 8, week: i === 0 ? 9 : i },
    burst: i === 0 ? { count: 9, expected: 1.2, chance: 1e-5, seenAt: at } : null,
  }));
  return {
    duplicates: async (repository, state) => {
      const rows = lively(repository) ? duplicateRows : { proposed: [], linked: [], vetoed: [] };
      return {
        rows: rows[state],
        counts: {
          proposed: rows.proposed.length,
          linked: rows.linked.length,
          vetoed: rows.vetoed.length,
        },
      };
    },
    themes: async (repository) =>
      lively(repository)
        ? {
            ...{ themes, points },
            drawn: { at, issues: 120 },
            state: { issues: 150, indexed: 150, embedded: 61, linked: 120 },
          }
        : {
            ...{ themes: [], points: [], drawn: null },
            state: { issues: 2, indexed: 2, embedded: 2, linked: 2 },
          },
    theme: async (repository, id) => {
      const theme = lively(repository) ? themes.find((each) => each.id === id) : undefined;
      return theme ? { theme, issues: points.filter((point) => point.theme === id) } : null;
    },
  };
}
