import type { RepositoryCounts } from '../../src/read/console.ts';
import { Icon } from '../icon.tsx';
import { When } from '../when.tsx';

/**
 * A banner shown while triage is paused or running on a fallback model. The page and its live updates share
 * this markup.
 */
export function StateLine({ counts }: { counts: RepositoryCounts | undefined }) {
  const usual = !counts || (!counts.paused && counts.fallback === null);
  return (
    <div class="state-line" id="state-line" role="status" hidden={usual}>
      {counts?.paused && (
        <p>
          <Icon name="stop" /> Triage is paused: nothing is triaged or written. New issues are queued.
        </p>
      )}
      {counts?.fallback && (
        <p>
          <Icon name="alert" /> {counts.fallback.words}. Triage uses a fallback since{' '}
          <When at={counts.fallback.since} />.
        </p>
      )}
    </div>
  );
}
