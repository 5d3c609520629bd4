import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** The eight groups of an IPv6 address, shortened zeros written out; an IPv4 tail counts as two groups. */
function ipv6Groups(address: string): string[] {
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  return [...before, ...Array(8 - before.length - after.length).fill('0'), ...after];
}

/** One key per subscriber: an IPv4 address as it is, an IPv6 address by its first 64 bits, which one line owns. */
export function addressKey(address: string): string {
  const bare = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  return isIPv6(bare) ? `${ipv6Groups(bare).slice(0, 4).join(':')}::/64` : bare.slice(0, 45);
}

/**
 * The address that a request comes from, as a key for limits and logs. `proxies` says how many of our own reverse
 * proxies stand in front; only the entries that they wrote into `X-Forwarded-For` are believed.
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
