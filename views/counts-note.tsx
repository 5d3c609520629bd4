import type { RepositoryCounts } from '../src/read/console.ts';

/** The counts under the heading. The page and its live updates share this markup. */
export function CountsNote({ counts }: { counts: RepositoryCounts | undefined }) {
  return (
    <p class="page-note" id="counts-note">
      {counts && countsInWords(counts)}
    </p>
  );
}

function countsInWords(counts: RepositoryCounts): string {
  const waiting = counts.waiting > 0 ? `, ${counts.waiting} not yet triaged` : '';
  return `${counts.open} open, ${counts.waits} to review${waiting}`;
}
