import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** Expands an IPv6 address to its eight groups. An IPv4 suffix counts as two groups. */
function ipv6Groups(address: string): string[] {
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  return [...before, ...Array(8 - before.length - after.length).fill('0'), ...after];
}

/**
 * Returns one key per subscriber: the IPv4 address, or the first 64 bits of an IPv6 address, which a single
 * connection owns.
 */
export function addressKey(address: string): string {
  const bare = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  return isIPv6(bare) ? `${ipv6Groups(bare).slice(0, 4).join(':')}::/64` : bare.slice(0, 45);
}

/**
 * Returns the client address of a request, as a key for limits and logs. `proxies` is the number of our own
 * reverse proxies; only the entries they added to `X-Forwarded-For` are trusted.
 */
export function clientAddress(request: IncomingMessage, proxies: number): string {
  const direct = request.socket?.remoteAddress ?? 'unknown';
  if (proxies === 0) return addressKey(direct);
  const forwarded = (request.headers['x-forwarded-for'] ?? '')
    .toString()
    .split(',')
    .map((part) => part.trim());
  return addressKey(forwarded.at(-proxies) || direct);
}
