import { emitterEventNames } from '@octokit/webhooks';

/**
 * The events that DispatchAI acts on, each with the actions it reads. `null` takes every action.
 * Everything else is acknowledged and recorded as ignored.
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

/** Why a delivery is acknowledged but not worked on, in words; null when it is to be worked on. */
export function reasonToIgnore(event: string, action: string | null, onPullRequest: boolean): string | null {
  if (event === 'ping') return "GitHub's ping";
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
