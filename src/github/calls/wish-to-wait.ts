type Headers = Record<string, string | number | undefined>;

/** What GitHub answered, whether it did what was asked or not. */
export interface Answer {
  status: number;
  headers: Headers;
  /** Of a refusal. */
  message?: string;
}

/** Seconds to wait where a limit is exceeded and GitHub does not say for how long. */
const unsaid = 60;
/** The longest of GitHub's windows is an hour; more than that is not believed. */
const longest = 3_660;

/**
 * Seconds for which GitHub wants no further call from this caller, or null
 * (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api). `retry-after` counts on every answer that
 * is not a success; an exhausted quota counts on a success too, since the next call would be refused.
 *
 * @param now milliseconds since the epoch, for answers without a date
 */
export function wishToWait({ status, headers, message = '' }: Answer, now: number): number | null {
  const exhausted = headers['x-ratelimit-remaining'] === '0' || headers['x-ratelimit-remaining'] === 0;
  const refused = status === 403 || status === 429;
  // GitHub's clock, not ours, says when the quota is renewed.
  const then = Date.parse(String(headers.date)) || now;
  const after = status >= 400 ? secondsAfter(headers['retry-after'], then) : null;
  if (after !== null) return clamp(after);
  const reset = Number(headers['x-ratelimit-reset']);
  if (exhausted && (refused || status < 400) && reset > 0) return clamp(reset - then / 1000);
  const limited = status === 429 || (refused && (exhausted || /rate limit|abuse detection/i.test(message)));
  return limited ? unsaid : null;
}

/** `retry-after` in either of its forms, seconds or a date. */
function secondsAfter(value: string | number | undefined, now: number): number | null {
  if (value === undefined || value === '') return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds : null;
  const date = Date.parse(String(value));
  return Number.isNaN(date) ? null : (date - now) / 1000;
}

function clamp(seconds: number): number {
  return Math.min(longest, Math.max(1, seconds));
}
