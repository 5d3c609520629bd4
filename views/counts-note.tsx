import type { RepositoryCounts } from '../src/read/console.ts';

/** The counts under the heading; the same markup for the page and for the live update. */
export function CountsNote({ counts }: { counts: RepositoryCounts | undefined }) {
  return (
    <p class="page-note" id="counts-note">
      {counts && countsInWords(counts)}
    </p>
  );
}

function countsInWords(counts: RepositoryCounts): string {
  const waiting = counts.waiting > 0 ? `, ${counts.waiting} not triaged yet` : '';
  return `${counts.open} open, ${counts.waits} for a person to answer${waiting}`;
}
