import type { Child } from 'hono/jsx';
import { describeAction } from '../../../../views/action-words.tsx';
import { Icon, type IconName } from '../../../../views/icon.tsx';
import { LabelChip, type LabelsByName } from '../../../../views/label-chip.tsx';
import { When } from '../../../../views/when.tsx';
import { explainAction } from '../../../domain/actions/action-reason.ts';
import { explainNotice } from '../../../domain/words/explain-notice.ts';
import type { Activity, ActivityFilter } from '../../../read/pages.ts';

export interface ActivityRowProps {
  path: string;
  activity: Activity;
  labels: LabelsByName;
  hrefWith: (change: Partial<ActivityFilter>) => string;
  /** Actions at the end of the row. */
  children?: Child;
  /** A checkbox at the start of the row. */
  choose?: Child;
}

/** One log entry. Actor, label and model link to the log filtered by them. */
export function ActivityRow({ path, activity, labels, hrefWith, children, choose }: ActivityRowProps) {
  const { kind, actor, at, number, title, detail, lesson, seq, takenBack } = activity;
  const { icon, words } = describe(activity, (name) => (
    <LabelChip name={name} labels={labels} href={hrefWith({ label: name })} />
  ));
  const models = strings(detail.models);
  const why = explainAction(detail.why);
  return (
    <li class={lesson?.revoked || takenBack ? 'activity-row revoked' : 'activity-row'} id={`log-${seq}`}>
      <span class="activity-choose">{choose}</span>
      <Icon name={icon} tone="tone-muted" />
      <div class="activity-main">
        <p>
          <a class="activity-who" href={hrefWith({ who: actor.login })}>
            {actor.login === 'dispatch' ? 'DispatchAI' : actor.login}
          </a>{' '}
          {words}
          {number !== null && (
            <>
              {' '}
              on{' '}
              <a href={`${path}/issues/${number}`} class="activity-issue">
                {title ?? 'an issue'} <span class="issue-number">#{number}</span>
              </a>
            </>
          )}
        </p>
        {(why || models.length > 0 || lesson?.revoked || takenBack) && (
          <p class="activity-why">
            {why}{' '}
            {models.map((model, place) => (
              <>
                {place > 0 ? ', ' : ''}
                <a href={hrefWith({ model })} title="All decisions by this model">
                  {model}
                </a>
              </>
            ))}
            {takenBack && <span class="tag-outline">undone</span>}
            {lesson?.revoked && <span class="tag-outline">revoked</span>}
          </p>
        )}
      </div>
      <span class="activity-when" title={kind}>
        <When at={at} />
      </span>
      <span class="activity-acts">{children}</span>
    </li>
  );
}

interface Described {
  icon: IconName;
  words: Child;
}

function describe({ kind, detail }: Activity, chip: (name: string) => Child): Described {
  const label = text(detail.label);
  const what = label ? chip(label) : text(detail.value) || 'a value';
  const owner = text(detail.owner);
  const asUndo = text(detail.cause).startsWith('undo:') ? ' (undo)' : '';
  const written = describeAction(kind, detail, chip);
  if (written) {
    return {
      icon: written.icon,
      words: (
        <>
          {written.words}
          {asUndo}
        </>
      ),
    };
  }
  switch (kind) {
    case 'autonomy':
      return {
        icon: text(detail.to) === 'apply' ? 'arrow-up' : 'arrow-down',
        words: (
          <>
            {(owner ? ownerRungWords : rungWords)[text(detail.to)] ?? 'changed the mode of'} {owner || what}
          </>
        ),
      };
    case 'lesson.taught':
      return {
        icon: 'light-bulb',
        words: (
          <>
            {verdictWords[text(detail.verdict)] ?? 'taught'} {taughtOf(detail, what)}
          </>
        ),
      };
    case 'lesson.revoked':
      return { icon: 'undo', words: <>revoked a lesson on {taughtOf(detail, what)}</> };
    case 'pause':
      return {
        icon: 'stop',
        words: `paused ${pauseWords[text(detail.scope)] ?? 'triage'}`,
      };
    case 'resume':
      return {
        icon: 'play',
        words: `resumed ${pauseWords[text(detail.scope)] ?? 'triage'}`,
      };
    case 'failure.retry':
      return { icon: 'sync', words: 'retried a failed delivery' };
    case 'failure.drop':
      return { icon: 'trash', words: <>dropped a failed delivery: {text(detail.reason)}</> };
    case 'notice.open':
      return { icon: 'info', words: <>opened a notice: {explainNotice(detail.words)}</> };
    case 'notice.settle':
      return { icon: 'check', words: 'resolved a notice' };
    case 'inbox.dismissed':
      return { icon: 'skip', words: 'dismissed from the inbox' };
    case 'inbox.restored':
      return { icon: 'inbox', words: 'restored to the inbox' };
    case 'labeling.price':
      return { icon: 'graph', words: 'asked what labeling past issues would cost' };
    case 'labeling.start':
      return {
        icon: 'play',
        words: `started labeling ${String(detail.issues)} past issues with ${text(detail.model)}`,
      };
    case 'labeling.cancel':
      return { icon: 'stop', words: 'cancelled labeling past issues' };
    case 'labeling.drop':
      return { icon: 'trash', words: `dropped ${String(detail.labels)} labels of a hosted model` };
    default:
      return {
        icon: 'dot-fill',
        words: (
          <>
            {kind.replaceAll('.', ' ')}
            {label ? <> {chip(label)}</> : ''}
            {asUndo}
          </>
        ),
      };
  }
}

const rungWords: Record<string, string> = {
  apply: 'now applies',
  suggest: 'now only suggests',
  observe: 'now only records',
};

const ownerRungWords: Record<string, string> = {
  ...rungWords,
  apply: 'now assigns issues to',
};

const pauseWords: Record<string, string> = {
  installation: 'triage for the whole account',
  app: 'the app',
};

const verdictWords: Record<string, string> = {
  accepted: 'confirmed',
  rejected: 'rejected',
  missed: 'added',
};

function taughtOf(detail: Record<string, unknown>, what: Child): Child {
  const of = detail.of;
  switch (text(detail.subject)) {
    case 'duplicate':
      return <>a duplicate of #{String(of)}</>;
    case 'not-duplicate':
      return <>not a duplicate{typeof of === 'number' ? ` of #${of}` : ''}</>;
    case 'not-planned':
      return 'not planned';
    default:
      return what;
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
