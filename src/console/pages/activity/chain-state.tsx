import { Icon } from '../../../../views/icon.tsx';

/** Whether the log is whole, or a way to look. */
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
          <Icon name="shield-check" /> Check that the log is whole
        </a>
      )}
      {verified && verified.brokenAt === null && (
        <span class="tone-success">
          <Icon name="shield-check" /> The log is whole: {verified.rows} lines, each bound to the one before.
        </span>
      )}
      {verified && verified.brokenAt !== null && (
        <span class="tone-danger">
          <Icon name="alert" /> Line {verified.brokenAt} does not fit the one before: something was changed or
          taken out.
        </span>
      )}
    </p>
  );
}
