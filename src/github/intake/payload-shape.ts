import { type HandledEvent, isHandledEvent } from './handled-events.ts';

/** An unvalidated webhook payload, known only to be a JSON object. */
export type RawPayload = Record<string, unknown>;

/** The fields stored with a delivery's raw bytes. Ids are GitHub's; null if the payload has none. */
export interface PayloadFacts {
  action: string | null;
  installationId: number | null;
  repositoryId: number | null;
  /** The issue's number. */
  number: number | null;
  /** The author's id, for an opened issue; null for every other event. */
  openedBy: number | null;
  onPullRequest: boolean;
  /** The login of the account that owns the installation or repository. */
  account: string | null;
}

export function isObject(value: unknown): value is RawPayload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function idOf(value: unknown, key: string): number | null {
  const id = isObject(value) ? value[key] : null;
  return Number.isSafeInteger(id) && (id as number) > 0 ? (id as number) : null;
}

/** Installation events name their account; all others have a repository with an owner. */
function accountOf({ installation, repository, organization }: RawPayload): string | null {
  const holders = [
    isObject(installation) ? installation.account : null,
    isObject(repository) ? repository.owner : null,
    organization,
  ];
  for (const holder of holders) {
    const login = isObject(holder) ? holder.login : null;
    if (typeof login === 'string' && login !== '') return login.slice(0, 100);
  }
  return null;
}

/** Reads the fields that intake needs, at most three levels deep. */
export function payloadFacts(event: string, payload: RawPayload): PayloadFacts {
  const { action, issue } = payload;
  const isOpened = event === 'issues' && action === 'opened';
  const number = idOf(issue, 'number');
  return {
    action: typeof action === 'string' ? action.slice(0, 100) : null,
    installationId: idOf(payload.installation, 'id'),
    repositoryId: idOf(payload.repository, 'id'),
    number: number !== null && number <= 2_147_483_647 ? number : null,
    openedBy: isOpened && isObject(issue) ? idOf(issue.user, 'id') : null,
    onPullRequest: isObject(issue) && isObject(issue.pull_request),
    account: accountOf(payload),
  };
}

/** Keys that identify the event of a payload; `repository`, `sender` and the like are in nearly all of them. */
const subjects: Record<HandledEvent, { has: string[]; not: string[] }> = {
  issues: { has: ['issue'], not: ['comment', 'parent_issue', 'sub_issue'] },
  issue_comment: { has: ['issue', 'comment'], not: ['parent_issue', 'sub_issue'] },
  label: { has: ['label'], not: ['issue', 'pull_request', 'discussion', 'comment'] },
  push: { has: ['ref', 'before', 'after', 'commits'], not: ['issue', 'pull_request', 'label'] },
  installation_repositories: {
    has: ['installation', 'repositories_added', 'repositories_removed'],
    not: ['repository'],
  },
  installation: {
    has: ['installation'],
    not: ['repository', 'repositories_added', 'issue', 'label', 'comment', 'ref'],
  },
  repository: { has: ['repository'], not: [] },
};

const installationActions = new Set([
  'created',
  'deleted',
  'new_permissions_accepted',
  'suspend',
  'unsuspend',
]);
const repositoryActions = new Set([
  'archived',
  'created',
  'deleted',
  'edited',
  'privatized',
  'publicized',
  'renamed',
  'transferred',
  'unarchived',
]);
const repositoryKeys = new Set([
  'action',
  'repository',
  'sender',
  'organization',
  'installation',
  'enterprise',
  'changes',
]);

/**
 * Whether a payload is consistent with its event header. The header isn't signed, so without this check a
 * signed comment could be replayed as an issue. It only checks which keys exist, because GitHub's own
 * schemas reject some of GitHub's own payloads. Ignored events are not checked.
 */
export function fitsEvent(event: string, payload: RawPayload): boolean {
  if (!isHandledEvent(event)) return true;
  const { has, not } = subjects[event];
  if (not.some((key) => payload[key] !== undefined)) return false;
  if (!has.every((key) => payload[key] !== undefined && payload[key] !== null)) return false;
  switch (event) {
    case 'issues':
    case 'issue_comment':
      return (
        isObject(payload.issue) &&
        idOf(payload.issue, 'number') !== null &&
        idOf(payload.repository, 'id') !== null
      );
    case 'repository':
      return (
        typeof payload.action === 'string' &&
        repositoryActions.has(payload.action) &&
        Object.keys(payload).every((key) => repositoryKeys.has(key))
      );
    case 'installation':
      // Other organization events identify their installation by id only. `deleted` erases all data, so be strict.
      return (
        installationActions.has(String(payload.action)) &&
        isObject(payload.installation) &&
        idOf(payload.installation, 'id') !== null &&
        isObject(payload.installation.account)
      );
    default:
      return true;
  }
}
