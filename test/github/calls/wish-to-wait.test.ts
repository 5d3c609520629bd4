import { describe, expect, it } from 'vitest';
import { wishToWait } from '../../../src/github/calls/wish-to-wait.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const inTenMinutes = String(now / 1000 + 600);
const exhausted = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inTenMinutes };

describe('how long GitHub wants us to wait', () => {
  it.each([
    ['a secondary limit with its seconds', 403, { 'retry-after': '8' }, '', 8],
    ['too many requests', 429, { 'retry-after': '8' }, '', 8],
    ['until a date', 429, { 'retry-after': 'Sun, 22 Nov 2026 12:00:10 GMT' }, '', 10],
    ['a server in maintenance', 503, { 'retry-after': '120' }, '', 120],
    ['at once, which is a second', 429, { 'retry-after': '0' }, '', 1],
    ['the quota is used up', 403, exhausted, '', 600],
    ['the last call of the quota', 200, exhausted, '', 600],
    ['the last call, unchanged', 304, exhausted, '', 600],
    ['the quota is used up, and it says for how long', 403, { ...exhausted, 'retry-after': '5' }, '', 5],
    ['by the clock of GitHub', 403, { ...exhausted, date: 'Sun, 22 Nov 2026 12:09:00 GMT' }, '', 60],
    ['a limit without a time', 403, {}, 'You have exceeded a secondary rate limit.', 60],
    ['too many requests without a time', 429, {}, '', 60],
    ['a time nobody believes', 429, { 'retry-after': '99999999' }, '', 3_660],
    ['words that are no time', 429, { 'retry-after': 'soon' }, '', 60],
    ['a success', 200, { 'x-ratelimit-remaining': '1' }, '', null],
    ['not allowed', 403, {}, 'Resource not accessible by integration', null],
    ['a server that failed', 502, {}, '', null],
    ['not found, though the quota is used up', 404, exhausted, '', null],
  ])('%s', (_what, status, headers, message, seconds) => {
    expect(wishToWait({ status, headers, message }, now)).toBe(seconds);
  });
});
