import type { RequestState } from '../src/read/api.ts';
import type { VisibleRepository } from '../src/read/console.ts';
import { Icon, type IconName } from './icon.tsx';

/** The kinds of action a form can ask for. */
export type AskedKind = 'approve' | 'reject' | 'correct' | 'triage' | 'undo' | 'dismiss' | 'restore';

const words: Record<AskedKind, { now: string; done: string; noun: string; icon: IconName }> = {
  approve: { now: 'Approving', done: 'Approved', noun: 'Approval', icon: 'check' },
  reject: { now: 'Rejecting', done: 'Rejected', noun: 'Rejection', icon: 'check' },
  correct: { now: 'Correcting', done: 'Corrected', noun: 'Correction', icon: 'check' },
  triage: { now: 'Retriaging', done: 'Retriaged', noun: 'Triage', icon: 'sync' },
  dismiss: { now: 'Dismissing', done: 'Dismissed', noun: 'Dismissal', icon: 'skip' },
  restore: { now: 'Restoring', done: 'Restored', noun: 'Restoring', icon: 'inbox' },
  undo: { now: 'Undoing', done: 'Undone', noun: 'Undo', icon: 'undo' },
};

export interface Asked {
  did: AskedKind;
  /** The issues; empty on an issue's own page. */
  numbers: readonly number[];
  /** Ids of the queued requests; empty when there is nothing to wait for. */
  requests: readonly string[];
}

/** URLs are limited in length, so the line polls only this many requests. */
const maxPolled = 200;

interface AskedLineProps {
  repository: VisibleRepository;
  asked: Asked;
  /** State of each request; null when they were queued a moment ago. */
  states: readonly RequestState[] | null;
}

/**
 * Shows the last action and its progress: running, done, or refused with the reason. While an action is
 * running, the line polls itself every second. Without JavaScript it shows the state at page load.
 */
export function AskedLine({ repository, asked, states }: AskedLineProps) {
  const { did, numbers, requests } = asked;
  const { now, done, noun, icon } = words[did];
  const failed = (states ?? []).filter(({ state }) => state === 'refused' || state === 'failed');
  const waits = requests.length > 0 && (states === null || states.some(({ state }) => state === 'queued'));
  const of = <Numbers repository={repository} numbers={numbers} />;
  if (waits) {
    return (
      <span class="asked-line" role="status" {...again(repository, asked)}>
        <Icon name="clock" /> {now}
        {of}…
      </span>
    );
  }
  if (failed.length === 0) {
    return (
      <span class="asked-line" role="status">
        <Icon name={icon} /> {done}
        {of}
      </span>
    );
  }
  const reasons = [...new Set(failed.map(({ reason }) => reason ?? 'no reason given'))];
  const refused = [...new Set(failed.flatMap(({ number }) => number ?? []))];
  return (
    <span class="asked-line answer-conflict" role="alert">
      <Icon name="x-circle" /> {noun}
      {numbers.length > 0 && (
        <>
          {' of'}
          <Numbers repository={repository} numbers={refused} />
        </>
      )}{' '}
      {failed.some(({ state }) => state === 'failed') ? 'failed' : 'refused'}: {reasons.join(' ')}
    </span>
  );
}

function again({ owner, name }: VisibleRepository, { did, numbers, requests }: Asked) {
  const query = new URLSearchParams({ did, of: numbers.join(), by: requests.slice(0, maxPolled).join() });
  return {
    'hx-get': `/${owner}/${name}/asked?${query}`,
    'hx-trigger': 'every 1s',
    'hx-swap': 'outerHTML',
  };
}

/** ` #3, #4 and 5 more`; nothing for none. */
function Numbers({ repository, numbers }: { repository: VisibleRepository; numbers: readonly number[] }) {
  if (numbers.length === 0) return null;
  return (
    <>
      {' '}
      {numbers.slice(0, 3).map((number, index) => (
        <>
          {index > 0 && ', '}
          <a href={`/${repository.owner}/${repository.name}/issues/${number}`}>#{number}</a>
        </>
      ))}
      {numbers.length > 3 && ` and ${numbers.length - 3} more`}
    </>
  );
}
