import type {
  DecidedValue,
  Decision,
  Evidence,
  LabelMeaning,
  Opinion,
} from '../../src/domain/issue/decision.ts';
import type { Issue } from '../../src/domain/issue/issue.ts';
import { type Settings, settingsSchema } from '../../src/domain/settings/settings.ts';
import { readTaxonomy } from '../../src/domain/taxonomy/taxonomy.ts';

/** The domain's words with believable values; a test names only what it is about. */
export const settings = (text: unknown = {}): Settings => settingsSchema.parse(text);

export const meanings = (...names: string[]): LabelMeaning[] =>
  readTaxonomy(
    names.map((name, i) => ({ id: i + 1, name, color: 'ededed', description: '' })),
    settings(),
    new Map(),
  );

export const usualLabels = meanings(
  'bug',
  'enhancement',
  'P0',
  'P1',
  'P2',
  'area/api',
  'area/ui',
  'good first issue',
  'needs-info',
);

export const opinion = (over: Partial<Opinion> = {}): Opinion => ({
  source: 'local',
  model: 'local v1',
  dimension: 'category',
  probabilities: { bug: 0.9, feature: 0.1 },
  reasons: {},
  ...over,
});

export const evidence = (over: Partial<Evidence> = {}): Evidence => ({
  opinions: [opinion()],
  similar: [],
  meanings: usualLabels,
  fallback: null,
  ...over,
});

export const issue = (over: Partial<Issue> = {}): Issue => ({
  repositoryId: 1,
  number: 7,
  title: 'Saving fails',
  body: 'It says ENOENT.',
  author: { login: 'octocat', id: 1, kind: 'person' },
  authorAssociation: 'NONE',
  state: 'open',
  stateReason: null,
  labels: [],
  assignees: [],
  type: null,
  locked: false,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  closedAt: null,
  ...over,
});

export const decided = (over: Partial<DecidedValue> = {}): DecidedValue => ({
  dimension: 'category',
  value: 'bug',
  confidence: 0.92,
  label: 'bug',
  autonomy: 'apply',
  threshold: 0.8,
  why: { code: 'reached_threshold', confidence: 0.92, threshold: 0.8 },
  reasons: [],
  decidedBy: ['local v1'],
  ...over,
});

export const decision = (over: Partial<Decision> = {}): Decision => ({
  values: [decided()],
  similar: [],
  missing: [],
  fallback: null,
  ...over,
});
