import type { VisibleRepository } from '../../src/read/console.ts';
import { WaitingCount } from './repository-list.tsx';

/** Updates the number of issues to review everywhere in the frame. */
export function WaitingUpdate({ repository, count }: { repository: VisibleRepository; count: number }) {
  return (
    <hx-partial hx-target={`[data-count="${repository.owner}/${repository.name}"]`} hx-swap="outerHTML">
      <WaitingCount repository={repository} count={count} />
    </hx-partial>
  );
}
