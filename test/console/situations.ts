import type { DecidedValue } from '../../src/domain/issue/decision.ts';
import type { Issue } from '../../src/domain/issue/issue.ts';
import type { Label, RepositoryRef } from '../../src/domain/issue/repository.ts';
import type { IssueDetail, TriageRecord, Write } from '../../src/read/console.ts';

export const tide: RepositoryRef = {
  installationId: 7,
  repositoryId: 70,
  owner: 'harbour',
  name: 'tide',
  private: false,
};
export const ledger: RepositoryRef = { ...tide, repositoryId: 71, name: 'ledger', private: true };

const label = (id: number, name: string, color: string, description: string): Label => ({
  id,
  name,
  color,
  description,
});

export const tideLabels: Label[] = [
  label(1, 'bug', 'd73a4a', 'Something does not work as described'),
  label(2, 'enhancement', 'a2eeef', 'New feature or request'),
  label(3, 'question', 'd876e3', 'Further information is requested'),
  label(4, 'documentation', '0075ca', 'Improvements or additions to documentation'),
  label(5, 'priority: high', 'b60205', 'Blocks people'),
  label(6, 'priority: low', 'c2e0c6', 'Can wait'),
  label(7, 'area: sync', 'fbca04', 'Synchronization and conflicts'),
  label(8, 'area: export', 'fef2c0', 'Export and printing'),
  label(9, 'area: calendar', 'bfdadc', 'Calendar feeds'),
  label(10, 'good first issue', '7057ff', 'Good for newcomers'),
];

const minutes = (ago: number) => new Date(Date.now() - ago * 60_000).toISOString();

/** An issue that was just opened and that nothing has triaged yet. */
export function waiting(number: number, title: string, more: Partial<Issue> = {}): IssueDetail {
  const issue: Issue = {
    repositoryId: tide.repositoryId,
    number,
    title,
    body: 'It happens every time.',
    author: { login: 'mirela-k', id: 100, kind: 'person' },
    authorAssociation: 'NONE',
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    type: null,
    locked: false,
    createdAt: minutes(5),
    updatedAt: minutes(5),
    closedAt: null,
    ...more,
  };
  return {
    issue,
    duplicateOf: null,
    triage: null,
    writes: [],
    lessons: [],
    timeline: [],
    timelineCut: false,
  };
}

export function value(more: Partial<DecidedValue> = {}): DecidedValue {
  return {
    dimension: 'category',
    value: 'bug',
    confidence: 0.94,
    label: 'bug',
    autonomy: 'apply',
    threshold: 0.8,
    why: 'Applied: 0.94 clears the threshold of 0.80.',
    reasons: [
      { kind: 'structure', text: 'stack trace', weight: 1.9 },
      { kind: 'text', text: 'title says “crash”', weight: 1.2 },
      { kind: 'similar', text: 'like #12 and #31', weight: 0.8 },
      { kind: 'text', text: 'asks “would it be possible”', weight: -0.4 },
    ],
    decidedBy: ['local v3'],
    ...more,
  };
}

/** The same issue after a triage that came to these values. */
export function triaged(
  detail: IssueDetail,
  values: DecidedValue[],
  more: Partial<TriageRecord['decision']> = {},
): IssueDetail {
  const decidedAt = new Date(new Date(detail.issue.createdAt).getTime() + 900).toISOString();
  const deliveryId = '5f0a9c1e-c7d2-11f0-8a3b-0242ac120002';
  const applied = values.filter((each) => each.autonomy === 'apply' && each.label !== null);
  const bot = { login: 'dispatch', id: null, kind: 'bot' as const };
  const writes = applied.map(
    (each, index): Write => ({
      id: `9b2f4a52-6c1e-4d0b-8a55-0f6d4be1${String(index).padStart(4, '0')}`,
      kind: 'label.add',
      label: each.label,
      detail: { label: each.label },
      why: each.why,
      status: 'done',
      undoable: true,
      reason: null,
      models: each.decidedBy,
      createdAt: decidedAt,
      doneAt: decidedAt,
    }),
  );
  const labels = [...new Set([...detail.issue.labels, ...applied.map((each) => each.label ?? '')])];
  return {
    issue: { ...detail.issue, labels },
    duplicateOf: detail.duplicateOf,
    triage: {
      decision: { values, similar: [], missing: [], fallback: null, ...more },
      opinions: values.map((each) => ({
        source: 'local',
        model: 'local v3',
        dimension: each.dimension,
        probabilities: { [each.value]: each.confidence, other: 1 - each.confidence },
        reasons: {},
      })),
      deliveryId,
      decidedAt,
      tookMs: 84,
    },
    writes,
    lessons: [],
    timeline: [
      {
        id: 1,
        kind: 'delivered',
        actor: detail.issue.author,
        deliveryId,
        detail: { event: 'issues', action: 'opened' },
        at: detail.issue.createdAt,
      },
      {
        id: 2,
        kind: 'decided',
        actor: bot,
        deliveryId,
        detail: { values: values.map((each) => each.value), tookMs: 84 },
        at: decidedAt,
      },
      ...writes.map((write, index) => ({
        id: 3 + index,
        kind: 'written',
        actor: bot,
        deliveryId,
        detail: { kind: write.kind, label: write.label },
        at: decidedAt,
      })),
    ],
    timelineCut: false,
  };
}
