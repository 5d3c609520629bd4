const eventWords: Record<string, string> = {
  'issues.opened': 'Issue opened',
  'issues.edited': 'Issue edited',
  'issues.labeled': 'Label added',
  'issues.unlabeled': 'Label removed',
  'issues.closed': 'Issue closed',
  'issues.reopened': 'Issue reopened',
  'issues.locked': 'Issue locked',
  'issues.unlocked': 'Issue unlocked',
  'issues.deleted': 'Issue deleted',
  'issues.transferred': 'Issue transferred',
  'issues.milestoned': 'Milestone set',
  'issues.assigned': 'Issue assigned',
  'issues.unassigned': 'Assignee removed',
  'issue_comment.created': 'Comment added',
  'issue_comment.edited': 'Comment edited',
  'issue_comment.deleted': 'Comment deleted',
  'label.created': 'Label created',
  'label.edited': 'Label edited',
  'label.deleted': 'Label deleted',
  push: 'Push',
  'dispatch_request.command': 'Command',
  'dispatch_request.approve': 'Approval',
  'dispatch_request.reject': 'Rejection',
  'dispatch_request.undo': 'Undo',
};

/** Names a delivery: `Issue opened` for a common event, otherwise its raw name, such as `milestone.created`. */
export function whatOf({ event, action }: { event: string; action: string | null }): string {
  const name = action ? `${event}.${action}` : event;
  return eventWords[name] ?? name;
}
