import type { VisibleRepository } from '../../src/read/console.ts';
import { WaitingCount } from './repository-list.tsx';

/** How many issues of a repository wait, wherever the frame shows it. */
export function WaitingUpdate({ repository, count }: { repository: VisibleRepository; count: number }) {
  return (
    <hx-partial hx-target={`[data-count="${repository.owner}/${repository.name}"]`} hx-swap="outerHTML">
      <WaitingCount repository={repository} count={count} />
    </hx-partial>
  );
}
