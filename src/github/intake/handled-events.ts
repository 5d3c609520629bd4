import { emitterEventNames } from '@octokit/webhooks';

/**
 * The events DispatchAI handles, with their actions; `null` means every action. Everything else is
 * acknowledged and stored as ignored.
 */
export const handledEvents = {
  issues: [
    'opened',
    'edited',
    'reopened',
    'labeled',
    'unlabeled',
    'closed',
    'transferred',
    'deleted',
    'locked',
    'unlocked',
    'assigned',
    'unassigned',
    'typed',
    'untyped',
    'milestoned',
    'demilestoned',
  ],
  issue_comment: ['created', 'edited', 'deleted'],
  label: ['created', 'edited', 'deleted'],
  repository: null,
  push: null,
  installation: null,
  installation_repositories: null,
} as const satisfies Record<string, readonly string[] | null>;

export type HandledEvent = keyof typeof handledEvents;

export function isHandledEvent(event: string): event is HandledEvent {
  return Object.hasOwn(handledEvents, event);
}

const knownNames = new Set<string>(emitterEventNames);

/** Returns why a delivery is ignored; null if it is handled. */
export function reasonToIgnore(event: string, action: string | null, onPullRequest: boolean): string | null {
  if (event === 'ping') return 'ping from GitHub';
  if (!isHandledEvent(event)) {
    return knownNames.has(event) ? `the event ${event} is not used` : `the event ${event} is not known`;
  }
  if (onPullRequest) return 'on a pull request';
  const actions: readonly string[] | null = handledEvents[event];
  if (actions && !(action !== null && actions.includes(action))) {
    return `${event}.${action ?? '(no action)'} is not used`;
  }
  return null;
}
