import { Icon } from '../../../../views/icon.tsx';
import { Blank } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import type { Failure } from '../../../read/pages.ts';
import { whatOf } from './delivery-words.ts';

/** Failures with the same reason. */
export interface FailureKind {
  /** The common reason, without the details that differ. */
  reason: string;
  failures: Failure[];
}

interface FailuresProps {
  repository: VisibleRepository;
  /** Null when they couldn't be read. */
  kinds: FailureKind[] | null;
  /** True when there are more than shown. */
  cut: boolean;
  /** The result of the last action. */
  said: string | null;
}

/**
 * The Failures page: failed work grouped by reason, with attempts and the next retry. Each can be retried or
 * dropped.
 */
export function FailuresPage({ repository, kinds, cut, said }: FailuresProps) {
  const path = `/${repository.owner}/${repository.name}/failures`;
  const count = kinds?.reduce((sum, kind) => sum + kind.failures.length, 0) ?? 0;
  return (
    <>
      <div class="page-head">
        <h1>Failures</h1>
        <p class="page-note">
          {count > 0 &&
            `${cut ? `Newest ${count}` : count} failed ${count === 1 ? 'delivery or request' : 'deliveries and requests'}`}
        </p>
      </div>
      {said && (
        <p class="notice" role="status">
          <Icon name="check" /> {said}
        </p>
      )}
      {!kinds && (
        <section class="box">
          <Blank icon="alert" text="The failures couldn’t be loaded. No data was lost.">
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
            text="No failures. Failed work is retried automatically for about an hour and is listed here until it succeeds."
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
  /** The reason shown in the group's heading. */
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
          {attempts === 1 ? '1 attempt' : `${attempts} attempts`},{' '}
          {status === 'dead' ? (
            'no more retries'
          ) : nextAt ? (
            <>
              next retry <When at={nextAt} />
            </>
          ) : (
            'running now'
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
            <label for={`why-${deliveryId}`}>Reason for dropping it</label>
            <input
              class="text-field"
              id={`why-${deliveryId}`}
              name="reason"
              required
              maxlength={300}
              autocomplete="off"
            />
            <button class="button button-small" type="submit">
              Drop
            </button>
          </form>
        </details>
      </div>
    </li>
  );
}
