import type { CommandProblem } from '../../../src/domain/commands/command-problem.ts';
import type { AutonomyReason } from '../../../src/domain/issue/autonomy-reason.ts';
import type { OfCode } from '../../../src/domain/words/catalog.ts';

type Samples<Union extends { code: string }> = { [Code in Union['code']]: OfCode<Union, Code> };

/** One of each code: a code without a sample doesn't compile. */
export const reasonSamples: Samples<AutonomyReason> = {
  no_record: { code: 'no_record' },
  mostly_wrong: { code: 'mostly_wrong', right: 5, total: 25 },
  below_target: { code: 'below_target', right: 9, total: 9, lowerBound: 0.79, target: 0.8 },
  drifted: { code: 'drifted', right: 12, total: 21, target: 0.8 },
  reached_target: { code: 'reached_target', right: 24, total: 25, lowerBound: 0.85 },
  critical: { code: 'critical' },
  mode: { code: 'mode', mode: 'suggest', scope: 'label' },
  rule: { code: 'rule' },
  no_label: { code: 'no_label' },
  only_keywords: { code: 'only_keywords' },
  seldom_given: { code: 'seldom_given', open: 0.04, floor: 0.1 },
  below_threshold: { code: 'below_threshold', confidence: 0.64, threshold: 0.8 },
  reached_threshold: { code: 'reached_threshold', confidence: 0.94, threshold: 0.8 },
};

export const problemSamples: Samples<CommandProblem> = {
  unknown_label: { code: 'unknown_label', name: 'x' },
  unknown_team: { code: 'unknown_team', name: 'x', known: ['y', 'z'] },
  unknown_milestone: { code: 'unknown_milestone', name: 'x', known: ['y', 'z'] },
  unknown_value: { code: 'unknown_value', dimension: 'priority', value: 'x', known: [] },
  unknown_issue: { code: 'unknown_issue', number: 12 },
  other_repository: { code: 'other_repository' },
  own_duplicate: { code: 'own_duplicate' },
  empty_team: { code: 'empty_team' },
  nothing_to_undo: { code: 'nothing_to_undo' },
  not_undone: { code: 'not_undone', obstacle: { code: 'refused', reason: 'x' } },
  refused_by_github: { code: 'refused_by_github', reason: 'x' },
  paused: { code: 'paused' },
  too_many: { code: 'too_many', most: 5 },
  no_command: { code: 'no_command' },
  unknown_command: { code: 'unknown_command', word: 'x' },
  misspelled: { code: 'misspelled', word: '/x', meant: '/y' },
  bad_argument: { code: 'bad_argument', usage: '/x' },
  label_gone: { code: 'label_gone' },
  label_of_people: { code: 'label_of_people' },
  label_in_use: { code: 'label_in_use' },
  comment_deleted: { code: 'comment_deleted' },
  taken_off: { code: 'taken_off' },
  held_by_automation: { code: 'held_by_automation' },
  dismissed: { code: 'dismissed' },
  put_on: { code: 'put_on' },
  access_revoked: { code: 'access_revoked' },
  too_many_rounds: { code: 'too_many_rounds', most: 5 },
  not_assignable: { code: 'not_assignable', login: 'x' },
  linked_back: { code: 'linked_back', of: 12 },
  canonical_gone: { code: 'canonical_gone', of: 12, canonical: 1 },
  canonical_duplicate: { code: 'canonical_duplicate', canonical: 12 },
  issue_gone: { code: 'issue_gone' },
  locked: { code: 'locked' },
  no_triage_label: { code: 'no_triage_label' },
  ignored: { code: 'ignored' },
  no_access: { code: 'no_access', login: 'x' },
  unknown_changes: { code: 'unknown_changes' },
};
