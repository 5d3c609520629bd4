import { percent } from '../text/percent.ts';
import type { Catalog } from './catalog.ts';
import { obstacleWords } from './obstacle-words.ts';
import { whenPooled } from './when-pooled.ts';

const oneOf = (known: readonly string[], none: string) =>
  known.length === 0 ? none : `Choose one of: ${known.join(', ')}.`;

const pooled = ' with the other labels’ record';

export const en: Catalog = {
  missing: 'Could you add the following?',
  related: 'Possibly related:',
  open: 'open',
  closed: 'closed',
  completed: 'closed as completed',
  notPlanned: 'closed as not planned',
  duplicate: 'closed as a duplicate',
  sameError: 'same error',
  sameFrame: 'same stack frame',
  bothMention: 'both mention',
  received: 'Thanks, we have everything we need.',
  nothing: 'There is nothing to add right now.',
  reminder: 'We still need the following:',
  closedForLack:
    "Closed because the requested information wasn't provided. Add it here or to the issue, and this can be reopened.",
  footer: 'Posted by DispatchAI. If something is wrong, change the labels. `/help` lists the commands.',
  similar: 'Similar issues:',
  linked: (of) => `Linked as a duplicate of ${of}.`,
  closing: (of, days) =>
    `A maintainer linked this as a duplicate of ${of}. It will be closed ${days} ${days === 1 ? 'day' : 'days'} after that. To keep it open, leave a comment or react to this one with 👎.`,
  closedAsDuplicate: (of) => `Closed as a duplicate of ${of}.`,
  unlinked: 'This is no longer linked as a duplicate.',
  olderAnswers: 'Earlier answers',
  askedBy: (who, question) =>
    question === null ? `Requested by ${who}:` : `${question}, requested by ${who}:`,
  help: 'Available commands:',
  helpColumns: { command: 'Command', does: 'What it does', who: 'Who can use it' },
  does: {
    triage: 'Triage the issue again.',
    category: 'Set the category. DispatchAI learns from it.',
    priority: 'Set the priority. DispatchAI learns from it.',
    effort: 'Set the effort. DispatchAI learns from it.',
    label: 'Add a label. DispatchAI learns from it.',
    unlabel: 'Remove a label. DispatchAI learns from it.',
    duplicate: 'Link the issue as a duplicate of another one. DispatchAI learns from it.',
    'not-duplicate': 'Remove the duplicate link. DispatchAI learns from it.',
    assign: 'Assign someone.',
    unassign: 'Unassign someone. Without a name, it unassigns you.',
    route: 'Route the issue to a team: add its label and assign one of its members.',
    milestone: 'Set the milestone, or remove it with `/milestone none`.',
    close: 'Close the issue as `completed`, `not-planned` or `duplicate #12`. DispatchAI learns from it.',
    reopen: 'Reopen the issue.',
    similar: 'List similar issues.',
    why: 'Explain why the issue was triaged this way.',
    help: 'List the commands.',
    undo: "Undo DispatchAI's last action on this issue.",
    ignore: 'Ignore this issue.',
    resume: 'Resume triage.',
  },
  who: {
    triage: 'anyone with triage access',
    'triage or author': "anyone with triage access, and the issue's author",
    anyone: 'anyone who can comment',
  },
  noSimilar: 'No similar issues found.',
  notDone: 'Not done:',
  problem: {
    unknown_label: ({ name }) => `This repository has no label ${name}.`,
    unknown_team: ({ name, known }) =>
      `There is no team ${name}. ${oneOf(known, 'The settings define no teams.')}`,
    unknown_value: ({ dimension, value, known }) =>
      `There is no ${en.dimension[dimension]} ${value}. ${oneOf(known, 'This repository defines none.')}`,
    unknown_milestone: ({ name, known }) =>
      `There is no open milestone ${name}. ${oneOf(known, 'This repository has none.')}`,
    unknown_issue: ({ number }) => `There is no issue #${number} in this repository.`,
    other_repository: () => 'An issue can only be a duplicate of another issue in the same repository.',
    own_duplicate: () => "An issue can't be a duplicate of itself.",
    empty_team: () => 'This team has no label here, and none of its members are available.',
    nothing_to_undo: () => 'There is nothing to undo on this issue.',
    not_undone: ({ obstacle }) => `Not undone: ${obstacleWords(en, obstacle)}`,
    refused_by_github: ({ reason }) => `GitHub refused the change: ${reason}`,
    paused: () => 'DispatchAI is paused for this repository.',
    too_many: ({ most }) => `Only the first ${most} commands in a comment are run.`,
    no_command: () => 'Add a command after `/dispatch`, such as `/dispatch help`.',
    unknown_command: ({ word }) => `There is no command ${word}. \`/help\` lists the commands.`,
    misspelled: ({ word, meant }) => `There is no command ${word}. Did you mean ${meant}?`,
    label_gone: () => 'The repository no longer has this label.',
    label_of_people: () => 'The label was created by someone else in the meantime.',
    label_in_use: () => 'Issues still use this label.',
    comment_deleted: () => "Someone deleted the comment, so it isn't posted again.",
    taken_off: () => 'Someone has removed the label in the meantime.',
    held_by_automation: () =>
      'Waiting for approval on GitHub: the repository’s automation level holds this label.',
    dismissed: () => 'Someone dismissed this label on GitHub.',
    put_on: () => 'Someone has added the label in the meantime.',
    access_revoked: () => 'The person who asked for this no longer has triage access.',
    too_many_rounds: ({ most }) =>
      `There were already ${most} rounds of changes to this issue within an hour.`,
    not_assignable: ({ login }) => `GitHub doesn't allow ${login} to be assigned.`,
    linked_back: ({ of }) => `Issue #${of} is already a duplicate of this one.`,
    canonical_gone: ({ of, canonical }) =>
      `Issue #${of} is a duplicate of #${canonical}, which no longer exists.`,
    canonical_duplicate: ({ canonical }) =>
      `Issue #${canonical} was itself closed as a duplicate. Name the original issue instead.`,
    issue_gone: () => 'The issue no longer exists.',
    locked: () => 'The issue is locked.',
    no_triage_label: () => 'The issue is labeled `no-triage`.',
    ignored: () => 'The issue is ignored until someone uses `/resume`.',
    no_access: ({ login }) => `${login} doesn't have triage access to this repository.`,
    unknown_changes: () => "These changes don't exist in this repository.",
    bad_argument: ({ usage }) => `Use it like this: ${usage}`,
  },
  obstacle: {
    undone: 'It was already undone.',
    irreversible: 'There is nothing to go back to.',
    issue_gone: 'The issue no longer exists.',
    label_changed: 'Someone has changed the label since.',
    label_removed: 'The label has already been removed.',
    label_added: 'The label has already been added back.',
    comment_gone: 'The comment no longer exists.',
    comment_changed: 'The comment has changed since.',
    comment_replaced: 'There is a newer comment.',
    assignees_changed: 'Someone has changed the assignees since.',
    unassigned: 'They are no longer assigned.',
    reassigned: 'They have been assigned again.',
    type_changed: 'The type has been changed since.',
    milestone_changed: 'The milestone has been changed since.',
    state_changed: 'The issue has been closed or reopened since.',
    link_changed: 'The duplicate link has been changed since.',
    resumed: 'Triage of this issue has already been resumed.',
    ignored: 'The issue is being ignored again.',
  },
  noted: (dimension, value) => `Noted: ${dimension} ${value}. This repository has no label for it.`,
  notTriaged: "This issue hasn't been triaged yet.",
  noPrediction: 'No confident prediction for this issue.',
  why: 'Why it was triaged this way:',
  summary: 'Triage summary:',
  confident: (share) => `${share} confident`,
  autonomy: { apply: 'applied', suggest: 'suggested', observe: 'recorded only' },
  withThreshold: (done, share) => `${done} (threshold ${share})`,
  reason: {
    no_record: () => 'the label has no track record here yet',
    mostly_wrong: ({ right, total }) => `only ${right} of ${total} correct`,
    below_target: ({ right, total, lowerBound, target }) =>
      `${right} of ${total} correct (lower bound ${percent(lowerBound)}${whenPooled({ right, total, lowerBound }, pooled)}, target ${percent(target)})`,
    drifted: ({ right, total, target }) =>
      `only ${right} of the last ${total} correct (target ${percent(target)})`,
    reached_target: ({ right, total, lowerBound }) =>
      `${right} of ${total} correct (lower bound ${percent(lowerBound)}${whenPooled({ right, total, lowerBound }, pooled)})`,
    critical: () => 'critical priority always needs review',
    mode: ({ mode, scope }) =>
      scope === 'label' ? `the settings put this label in mode \`${mode}\`` : `the mode is \`${mode}\``,
    no_label: () => 'the repository has no label for it',
    rule: () => 'a rule of yours says so',
    only_keywords: () => 'only keywords matched',
    seldom_given: ({ open, floor }) =>
      `only ${percent(open)} of similar issues get this label (minimum ${percent(floor)})`,
    below_threshold: ({ confidence, threshold }) =>
      `${percent(confidence)} confident (threshold ${percent(threshold)})`,
    reached_threshold: ({ confidence, threshold }) =>
      `${percent(confidence)} confident (threshold ${percent(threshold)})`,
  },
  evidence: null,
  speaksFor: 'because of',
  speaksAgainst: 'against it:',
  decidedBy: 'decided by',
  dimension: { category: 'category', priority: 'priority', effort: 'effort', area: 'area' },
  percent,
  separator: '; ',
  comma: ', ',
  colon: ': ',
};
