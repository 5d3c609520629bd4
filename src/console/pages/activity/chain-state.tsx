import { Icon } from '../../../../views/icon.tsx';

/** Shows whether the log is intact, or a link that verifies it. */
export function ChainState({
  path,
  verified,
}: {
  path: string;
  verified: { rows: number; brokenAt: number | null } | null;
}) {
  return (
    <p class="chain quiet">
      {verified === null && (
        <a href={`${path}/activity?verify=1`}>
          <Icon name="shield-check" /> Verify log integrity
        </a>
      )}
      {verified && verified.brokenAt === null && (
        <span class="tone-success">
          <Icon name="shield-check" /> The log is intact: all {verified.rows} entries match their hash chain.
        </span>
      )}
      {verified && verified.brokenAt !== null && (
        <span class="tone-danger">
          <Icon name="alert" /> The log was tampered with: entry {verified.brokenAt} doesn’t match the one
          before it.
        </span>
      )}
    </p>
  );
}
