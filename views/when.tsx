const steps: [limit: number, seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [60, 1, 'second'],
  [3600, 60, 'minute'],
  [86_400, 3600, 'hour'],
  [30 * 86_400, 86_400, 'day'],
  [365 * 86_400, 30 * 86_400, 'month'],
  [Number.POSITIVE_INFINITY, 365 * 86_400, 'year'],
];
const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

/**
 * Formats a relative time: `3 min. ago`, or `just now` below ten seconds. Both times are in milliseconds
 * since 1970.
 */
export function renderRelativeTime(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  if (Math.abs(seconds) < 10) return 'just now';
  const [, size, unit] = steps.find(([limit]) => Math.abs(seconds) < limit) ?? [0, 1, 'second' as const];
  return format.format(Math.trunc(seconds / size), unit);
}

/**
 * A relative time with the exact one as its tooltip. The page's script keeps it current and in the viewer's
 * time zone.
 */
export function When({ at }: { at: string }) {
  const moment = new Date(at);
  const exact = `${moment.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  return (
    <time datetime={moment.toISOString()} title={exact}>
      {renderRelativeTime(moment.getTime(), Date.now())}
    </time>
  );
}
