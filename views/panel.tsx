import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';

/** The state of a panel. Content the user can't access looks like content that doesn't exist. */
export type PanelState = 'ready' | 'empty' | 'loading' | 'error' | 'denied';

interface PanelProps {
  id: string;
  title: string;
  count?: number;
  state?: PanelState;
  /** Shown in the empty state. */
  empty?: { icon: IconName; text: string };
  /** Shown in the error state: what happened and what it means for the data. */
  error?: string;
  children?: Child;
}

/** A box with a heading. Its states share one layout, so that nothing jumps. */
export function Panel({ id, title, count, state = 'ready', empty, error, children }: PanelProps) {
  return (
    <section
      class="panel"
      id={id}
      aria-labelledby={`${id}-title`}
      aria-busy={state === 'loading' ? 'true' : undefined}
    >
      <h2 class="panel-title" id={`${id}-title`}>
        {title} {count !== undefined && <span class="counter">{count}</span>}
      </h2>
      {state === 'ready' && children}
      {state === 'empty' && <Blank icon={empty?.icon ?? 'info'} text={empty?.text ?? 'Nothing here yet.'} />}
      {state === 'loading' && <Loading />}
      {state === 'error' && (
        <Blank
          icon="alert"
          text={error ?? 'This section couldn’t be loaded. No data was lost. Reload the page to try again.'}
        >
          {children}
        </Blank>
      )}
      {state === 'denied' && <Blank icon="lock" text="This doesn’t exist, or you don’t have access to it." />}
    </section>
  );
}

/** An icon and one sentence in place of rows. */
export function Blank({ icon, text, children }: { icon: IconName; text: string; children?: Child }) {
  return (
    <div class="blank">
      <Icon name={icon} />
      <p>{text}</p>
      {children}
    </div>
  );
}

/** A skeleton in place of content that is being loaded. */
export function Loading() {
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">Loading…</span>
      <span class="skeleton-line" />
      <span class="skeleton-line" />
      <span class="skeleton-line" />
    </div>
  );
}
