import type { OwnerTrackRecord } from '../../src/domain/routing/owner-track-record.ts';

/** One person has earned to be assigned; a team has a hostile name and a poor record. */
export const ownerRecords: OwnerTrackRecord[] = [
  {
    ...{ kind: 'person', name: 'mona', autonomy: 'apply', lowerBound: 0.87, live: 30 },
    why: { code: 'reached_target', right: 38, total: 40, lowerBound: 0.87 },
    record: { right: 38, wrong: 2 },
  },
  {
    ...{ kind: 'team', name: '<img src=x onerror=alert(1)>', autonomy: 'suggest', lowerBound: 0.2, live: 0 },
    why: { code: 'below_target', right: 2, total: 5, lowerBound: 0.2, target: 0.8 },
    record: { right: 2, wrong: 3 },
  },
];
