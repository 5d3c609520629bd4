import type { Child } from 'hono/jsx';
import { isHeld } from '../src/domain/issue/write-refusal.ts';
import { explainProblem } from '../src/domain/words/explain-problem.ts';
import type { TimelineEntry } from '../src/read/console.ts';
import { describeAction } from './action-words.tsx';
import type { IconName } from './icon.tsx';
import { LabelChip, type LabelsByName } from './label-chip.tsx';
import { renderDuration } from './render-words.ts';

interface EventWords {
  icon: IconName;
  tone: string;
  words: Child;
}

type Describe = (entry: TimelineEntry, labels: LabelsByName) => EventWords;

const describers: Record<string, Describe> = {
  delivered: (entry) => ({
    icon: 'webhook',
    tone: '',
    words: (
      <>
        GitHub delivered <strong>{eventName(entry)}</strong>
      </>
    ),
  }),
  decided: (entry) => ({
    icon: 'light-bulb',
    tone: 'badge-accent',
    words: (
      <>
        {actor(entry)} decided {decided(entry)}
      </>
    ),
  }),
  written: (entry, labels) => {
    const told = write(entry, labels);
    return {
      icon: told?.icon ?? 'pencil',
      tone: 'badge-success',
      words: (
        <>
          {actor(entry)} {told?.words ?? 'made a change'}
        </>
      ),
    };
  },
  refused: (entry, labels) => {
    const told = write(entry, labels, 'base');
    const held = isHeld(entry.detail.reason);
    return {
      icon: held ? 'clock' : 'x-circle',
      tone: held ? '' : 'badge-danger',
      words: (
        <>
          {told ? (
            <>
              {actor(entry)} {held ? 'proposed to' : 'couldn’t'} {told.words}
            </>
          ) : (
            <>
              {actor(entry)} asked for{' '}
              <code>{text(entry, 'command') || text(entry, 'request') || 'a change'}</code>, which was refused
            </>
          )}
          {colon(explainProblem(entry.detail.reason))}
        </>
      ),
    };
  },
  labeled: (entry, labels) => ({
    icon: 'tag',
    tone: '',
    words: (
      <>
        {actor(entry)} added {label(entry, labels)}
      </>
    ),
  }),
  unlabeled: (entry, labels) => ({
    icon: 'tag',
    tone: '',
    words: (
      <>
        {actor(entry)} removed {label(entry, labels)}
      </>
    ),
  }),
  closed: (entry) => ({
    icon: 'issue-closed',
    tone: 'badge-done',
    words: (
      <>
        {actor(entry)} closed this{asReason(entry)}
      </>
    ),
  }),
  reopened: (entry) => ({
    icon: 'issue-reopened',
    tone: 'badge-success',
    words: <>{actor(entry)} reopened this</>,
  }),
  edited: (entry) => ({ icon: 'pencil', tone: '', words: <>{actor(entry)} edited the text</> }),
  commented: (entry) => ({ icon: 'comment', tone: '', words: <>{actor(entry)} commented</> }),
  corrected: (entry, labels) => ({
    icon: 'person',
    tone: 'badge-attention',
    words: (
      <>
        {actor(entry)} {taught(entry, labels)}
      </>
    ),
  }),
  dismissed: (entry) => ({
    icon: 'skip',
    tone: '',
    words: <>{actor(entry)} dismissed this from the inbox</>,
  }),
  restored: (entry) => ({
    icon: 'inbox',
    tone: '',
    words: <>{actor(entry)} restored this to the inbox</>,
  }),
  undone: (entry, labels) => ({
    icon: 'undo',
    tone: 'badge-attention',
    words: (
      <>
        {actor(entry)} {write(entry, labels)?.words ?? 'changed something'} <span class="quiet">(undo)</span>
      </>
    ),
  }),
};

/**
 * Describes a timeline event. Its detail comes from outside, so every piece is drawn as escaped text and
 * missing pieces are left out. An echo is GitHub's webhook for a write of our own.
 */
export function describeEvent(entry: TimelineEntry, labels: LabelsByName, echo = false): EventWords {
  if (echo) return { icon: 'check', tone: '', words: <>GitHub confirmed {label(entry, labels)}</> };
  const describe = describers[entry.kind];
  if (describe) return describe(entry, labels);
  return {
    icon: 'dot-fill',
    tone: '',
    words: (
      <>
        {actor(entry)} {text(entry, 'text') || text(entry, 'action') || entry.kind}
      </>
    ),
  };
}

function actor({ actor }: TimelineEntry): Child {
  return <strong>{!actor || actor.login === 'dispatch' ? 'DispatchAI' : actor.login}</strong>;
}

function text({ detail }: TimelineEntry, key: string): string {
  const value = detail[key];
  return typeof value === 'string' ? value : '';
}

function eventName(entry: TimelineEntry): string {
  const event = text(entry, 'event');
  const action = text(entry, 'action');
  return event || action ? [event || 'issues', action].filter(Boolean).join('.') : 'an event';
}

function label(entry: TimelineEntry, labels: LabelsByName): Child {
  const name = text(entry, 'label') || text(entry, 'name');
  return name ? <LabelChip name={name} labels={labels} /> : <>a label</>;
}

/** Describes the lesson of a correction event. */
function taught(entry: TimelineEntry, labels: LabelsByName): Child {
  const subject = text(entry, 'subject');
  const verdict = text(entry, 'verdict');
  const of = entry.detail.of;
  const about =
    typeof of === 'number' ? (
      <>duplicate of #{of}</>
    ) : subject === 'not-planned' ? (
      <>not planned</>
    ) : text(entry, 'label') ? (
      label(entry, labels)
    ) : (
      <strong>{text(entry, 'value') || 'a value'}</strong>
    );
  if (entry.detail.revoked === true) return <>revoked the lesson {about}</>;
  if (verdict === 'accepted') return <>approved {about}</>;
  if (verdict === 'rejected') return <>rejected {about}</>;
  if (verdict === 'missed') return <>corrected: {about}</>;
  return <>corrected {about}</>;
}

/** Describes the write of an event; null if it has none, or one that only another version knows. */
function write(entry: TimelineEntry, labels: LabelsByName, form?: 'past' | 'base') {
  const chip = (name: string) => <LabelChip name={name} labels={labels} />;
  return describeAction(text(entry, 'kind'), entry.detail, chip, form);
}

function decided(entry: TimelineEntry): Child {
  const { values, tookMs } = entry.detail;
  const said = Array.isArray(values) ? values.map(valueWord).filter(Boolean) : [];
  return (
    <>
      {said.length > 0 ? (
        said.map((word, index) => (
          <>
            {index > 0 && ', '}
            <strong>{word}</strong>
          </>
        ))
      ) : (
        <>nothing: no confident prediction</>
      )}
      {typeof tookMs === 'number' && <span class="quiet"> in {renderDuration(tookMs)}</span>}
    </>
  );
}

function valueWord(value: unknown): string {
  if (typeof value === 'string') return value;
  const known = value as { value?: unknown } | null;
  return typeof known?.value === 'string' ? known.value : '';
}

function asReason(entry: TimelineEntry): string {
  const reason = text(entry, 'stateReason') || text(entry, 'reason');
  return reason ? ` as ${reason.replace('_', ' ')}` : '';
}

function colon(words: string): string {
  return words ? `: ${words}` : '';
}
