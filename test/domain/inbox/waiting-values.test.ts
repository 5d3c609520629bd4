import { describe, expect, it } from 'vitest';
import { type Taught, waitingValues, waitsForPerson } from '../../../src/domain/inbox/waiting-values.ts';
import type { Autonomy, Dimension } from '../../../src/domain/issue/decision.ts';

const said = (
  dimension: Dimension,
  value: string,
  label: string | null = value,
  autonomy: Autonomy = 'suggest',
) => ({
  ...{ dimension, value, label, autonomy },
});
const taught = (dimension: Dimension, value: string, verdict: Taught['verdict']): Taught => ({
  subject: { kind: 'value', dimension, value },
  verdict,
});
const left = (values: ReturnType<typeof said>[], labels: string[], ...lessons: Taught[]) =>
  waitingValues(values, labels, lessons).map(({ value }) => value);

describe('what of an issue waits for a person', () => {
  it('is what is suggested and not on the issue', () => {
    const values = [
      said('category', 'bug', 'Bug'),
      said('priority', 'high', null),
      said('effort', 'small', 'small', 'observe'),
      said('area', 'sync', 'sync', 'apply'),
    ];
    expect(left(values, [])).toEqual(['bug', 'high']);
    expect(left(values, ['bUG'])).toEqual(['high']);
  });

  it('is settled by any choice of a single-valued dimension, but not by the rejection of another value', () => {
    const bug = [said('category', 'bug')];
    expect(left(bug, [], taught('category', 'bug', 'accepted'))).toEqual([]);
    expect(left(bug, [], taught('category', 'feature', 'missed'))).toEqual([]);
    expect(left(bug, [], taught('category', 'bug', 'rejected'))).toEqual([]);
    expect(left(bug, [], taught('category', 'feature', 'rejected'))).toEqual(['bug']);
    expect(left(bug, [], taught('priority', 'high', 'missed'))).toEqual(['bug']);
  });

  it('is settled area by area', () => {
    const areas = [said('area', 'sync'), said('area', 'export')];
    expect(left(areas, [], taught('area', 'sync', 'accepted'))).toEqual(['export']);
  });

  it('is over once the issue is said to be not planned', () => {
    expect(
      left([said('category', 'bug')], [], { subject: { kind: 'not-planned' }, verdict: 'missed' }),
    ).toEqual([]);
  });

  it('is a first word where nothing could be said and nobody has labeled it', () => {
    expect(waitsForPerson([], [], [])).toBe(true);
    expect(waitsForPerson([], ['bug'], [])).toBe(false);
    expect(waitsForPerson([], [], [taught('category', 'bug', 'missed')])).toBe(false);
    expect(waitsForPerson([said('category', 'bug', 'bug', 'apply')], [], [])).toBe(false);
  });
});
