import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressKey, clientAddress } from '../../src/ops/client-address.ts';

describe('addressKey', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['not an address', 'not an address'],
  ])('%s is %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});

describe('clientAddress', () => {
  const request = (forwarded?: string) =>
    ({
      socket: { remoteAddress: '10.0.0.1' },
      headers: { 'x-forwarded-for': forwarded },
    }) as unknown as IncomingMessage;
  it.each([
    ['the sender itself without proxies, whatever it claims', '1.1.1.1', 0, '10.0.0.1'],
    ['what our proxy wrote', '1.1.1.1, 2.2.2.2', 1, '2.2.2.2'],
    ['what the outer of two proxies wrote', '9.9.9.9, 1.1.1.1, 2.2.2.2', 2, '1.1.1.1'],
    ['the proxy when it wrote nothing', undefined, 1, '10.0.0.1'],
  ])('is %s', (_name, forwarded, proxies, expected) => {
    expect(clientAddress(request(forwarded), proxies)).toBe(expected);
  });
});
