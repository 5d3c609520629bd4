import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';

/** Why a panel has nothing to show yet, in words. A part that is not permitted is drawn as not found, like everything hidden. */
export type PanelState = 'ready' | 'empty' | 'loading' | 'error' | 'denied';

interface PanelProps {
  id: string;
  title: string;
  count?: number;
  state?: PanelState;
  /** What an empty panel says. */
  empty?: { icon: IconName; text: string };
  /** What a failed panel says: what happened and what it means for the data. */
  error?: string;
  children?: Child;
}

/** A box with a heading, drawn in its four states without a jump of layout. */
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
      {state === 'empty' && <Blank icon={empty?.icon ?? 'info'} text={empty?.text ?? 'Nothing here.'} />}
      {state === 'loading' && <Loading />}
      {state === 'error' && (
        <Blank
          icon="alert"
          text={error ?? 'This part could not be read. Nothing is lost; load the page again in a moment.'}
        >
          {children}
        </Blank>
      )}
      {state === 'denied' && <Blank icon="lock" text="There is nothing here that you may see." />}
    </section>
  );
}

/** An icon and one sentence, where rows would be. */
export function Blank({ icon, text, children }: { icon: IconName; text: string; children?: Child }) {
  return (
    <div class="blank">
      <Icon name={icon} />
      <p>{text}</p>
      {children}
    </div>
  );
}

/** Gray lines in the place of what is being read. */
export function Loading() {
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">Reading</span>
      <span class="skeleton-line" />
      <span class="skeleton-line" />
      <span class="skeleton-line" />
    </div>
  );
}
