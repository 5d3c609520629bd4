import type { RepositoryCounts } from '../../src/read/console.ts';
import { Icon } from '../icon.tsx';
import { When } from '../when.tsx';

/** Under the frame, while something is not as usual: paused, or going on without a better source. The same markup for the page and for the live update. */
export function StateLine({ counts }: { counts: RepositoryCounts | undefined }) {
  const usual = !counts || (!counts.paused && counts.fallback === null);
  return (
    <div class="state-line" id="state-line" role="status" hidden={usual}>
      {counts?.paused && (
        <p>
          <Icon name="stop" /> Paused: nothing is triaged or written here. New issues are kept and wait.
        </p>
      )}
      {counts?.fallback && (
        <p>
          <Icon name="alert" /> A better source is missing ({counts.fallback.words}). Triage goes on without
          it since <When at={counts.fallback.since} />.
        </p>
      )}
    </div>
  );
}
