/** What a call used, as the provider counted it. */
export interface Usage {
  /** All prompt tokens, cached ones included. */
  promptTokens: number;
  /** Read from the provider's cache. */
  cachedTokens: number;
  /** Written to the provider's cache. */
  cacheWriteTokens: number;
  completionTokens: number;
}

/** No call has so many; a server that claims more is not believed. */
const most = 10_000_000;

/** A count of tokens from a foreign server: 0 where it is no sensible number. */
export function readCount(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
    ? Math.min(most, Math.round(value))
    : 0;
}
