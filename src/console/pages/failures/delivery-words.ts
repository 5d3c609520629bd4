const eventWords: Record<string, string> = {
  'issues.opened': 'Issue opened',
  'issues.edited': 'Issue edited',
  'issues.labeled': 'Label added',
  'issues.unlabeled': 'Label taken off',
  'issues.closed': 'Issue closed',
  'issues.reopened': 'Issue reopened',
  'issues.locked': 'Issue locked',
  'issues.unlocked': 'Issue unlocked',
  'issues.deleted': 'Issue deleted',
  'issues.transferred': 'Issue transferred',
  'issues.milestoned': 'Milestone set',
  'issues.assigned': 'Issue assigned',
  'issues.unassigned': 'Assignee taken off',
  'issue_comment.created': 'Comment',
  'issue_comment.edited': 'Comment edited',
  'issue_comment.deleted': 'Comment deleted',
  'label.created': 'Label made',
  'label.edited': 'Label changed',
  'label.deleted': 'Label deleted',
  push: 'Push',
  'dispatch_request.command': "A person's command",
  'dispatch_request.approve': 'An approval',
  'dispatch_request.reject': 'A correction',
  'dispatch_request.undo': 'An undo',
};

/** What a delivery tells, in words where it is a common one: `Issue opened`, else `milestone.created`. */
export function whatOf({ event, action }: { event: string; action: string | null }): string {
  const name = action ? `${event}.${action}` : event;
  return eventWords[name] ?? name;
}
