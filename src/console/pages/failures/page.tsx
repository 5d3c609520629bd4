import { Icon } from '../../../../views/icon.tsx';
import { Blank } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import type { Failure } from '../../../read/pages.ts';
import { whatOf } from './delivery-words.ts';

/** Failures of one reason. */
export interface FailureKind {
  /** The reason without what changes from one to the next. */
  reason: string;
  failures: Failure[];
}

interface FailuresProps {
  repository: VisibleRepository;
  /** Null when they could not be read. */
  kinds: FailureKind[] | null;
  /** True when there are more than are shown. */
  cut: boolean;
  /** What was just done, in words. */
  said: string | null;
}

/** What failed, why, how often it was tried and when it is tried next; retry or drop, one or all of a kind. */
export function FailuresPage({ repository, kinds, cut, said }: FailuresProps) {
  const path = `/${repository.owner}/${repository.name}/failures`;
  const count = kinds?.reduce((sum, kind) => sum + kind.failures.length, 0) ?? 0;
  return (
    <>
      <div class="page-head">
        <h1>Failures</h1>
        <p class="page-note">
          {count > 0 &&
            `${count}${cut ? ' newest' : ''} of GitHub's deliveries and people's requests that did not work`}
        </p>
      </div>
      {said && (
        <p class="notice" role="status">
          <Icon name="check" /> {said}
        </p>
      )}
      {!kinds && (
        <section class="box">
          <Blank icon="alert" text="The failures could not be read just now. Nothing is lost.">
            <a class="button" href={path}>
              Try again
            </a>
          </Blank>
        </section>
      )}
      {kinds?.length === 0 && (
        <section class="box">
          <Blank
            icon="check-circle"
            text="Nothing has failed. What fails is tried again by itself for about an hour, and shows here meanwhile."
          />
        </section>
      )}
      {kinds?.map((kind, place) => (
        <Kind path={path} kind={kind} id={`kind-${place}`} />
      ))}
    </>
  );
}

function Kind({ path, kind, id }: { path: string; kind: FailureKind; id: string }) {
  const { reason, failures } = kind;
  return (
    <section class="box label-box" aria-labelledby={id}>
      <div class="box-head">
        <h2 id={id} class="failure-reason">
          {reason} <span class="counter">{failures.length}</span>
        </h2>
        {failures.length > 1 && (
          <form class="failure-acts" method="post" action={`${path}/retry`}>
            {failures.map(({ deliveryId }) => (
              <input type="hidden" name="delivery" value={deliveryId} />
            ))}
            <button class="button button-small" type="submit">
              <Icon name="sync" /> Retry all {failures.length}
              <span class="visually-hidden"> that failed with: {reason}</span>
            </button>
          </form>
        )}
      </div>
      <ul>
        {failures.map((failure) => (
          <FailureRow path={path} failure={failure} told={reason} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  path: string;
  failure: Failure;
  /** The reason that stands above already. */
  told: string;
}

function FailureRow({ path, failure, told }: RowProps) {
  const { deliveryId, number, status, reason, attempts, receivedAt, nextAt } = failure;
  const what = `${whatOf(failure)}${number === null ? '' : ` of #${number}`}`;
  return (
    <li class="failure-row">
      <Icon
        name={status === 'dead' ? 'x-circle' : 'clock'}
        tone={status === 'dead' ? 'tone-danger' : 'tone-attention'}
      />
      <div class="failure-main">
        <p>
          <strong>{whatOf(failure)}</strong>
          {number !== null && (
            <>
              {' '}
              of <a href={`${path.replace(/failures$/, 'issues')}/${number}`}>#{number}</a>
            </>
          )}{' '}
          <span class="quiet">
            received <When at={receivedAt} />
          </span>
        </p>
        {reason && reason !== told && <p class="failure-why">{reason}</p>}
        <p class="quiet">
          tried {attempts === 1 ? 'once' : `${attempts} times`},{' '}
          {status === 'dead' ? (
            'not tried again unless you say so'
          ) : nextAt ? (
            <>
              next <When at={nextAt} />
            </>
          ) : (
            'at work now'
          )}{' '}
          · <code>{deliveryId}</code>
        </p>
      </div>
      <div class="failure-acts">
        <form method="post" action={`${path}/retry`}>
          <input type="hidden" name="delivery" value={deliveryId} />
          <button class="button button-small" type="submit">
            <Icon name="sync" /> Retry<span class="visually-hidden"> {what}</span>
          </button>
        </form>
        <details class="menu">
          <summary class="button button-small">
            Drop<span class="visually-hidden"> {what}</span>
          </summary>
          <form class="menu-body menu-right drop-form" method="post" action={`${path}/drop`}>
            <input type="hidden" name="delivery" value={deliveryId} />
            <label for={`why-${deliveryId}`}>Why it need not be done</label>
            <input
              class="text-field"
              id={`why-${deliveryId}`}
              name="reason"
              required
              maxlength={300}
              autocomplete="off"
            />
            <button class="button button-small" type="submit">
              Drop it
            </button>
          </form>
        </details>
      </div>
    </li>
  );
}
