import { BlockList, isIP } from 'node:net';

const nearby = new BlockList();
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  nearby.addSubnet(network, prefix, 'ipv4');
nearby.addAddress('::1', 'ipv6');
nearby.addSubnet('fc00::', 7, 'ipv6');
nearby.addSubnet('fe80::', 10, 'ipv6');

/** Names that no public domain has: one of a container or of a machine on the same network. */
const nearbyName = /^[^.]+$|\.(?:local|localhost|internal|lan|home\.arpa|svc|cluster\.local)$/;

/**
 * Whether an address is on this machine or a private network (RFC 1918, 4193, 6598, 6762, 8375), by its name alone: no name is looked
 * up. What answers there is taken to be a server of one's own, which sends no bill.
 */
export function isNearbyAddress(url: string): boolean {
  const host = new URL(url).hostname.toLowerCase().replace(/^\[|\]$/g, '');
  const version = isIP(host);
  if (version === 0) return nearbyName.test(host);
  return nearby.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

/** The sources at which a model without a known price is taken to cost something. */
export function billedSources<Source extends string>(
  addresses: Readonly<Partial<Record<Source, string | null>>>,
  free: boolean,
): Set<Source> {
  const billed = new Set<Source>();
  for (const [source, baseUrl] of Object.entries(addresses) as [Source, string | null][])
    if (baseUrl === null || !(free || isNearbyAddress(baseUrl))) billed.add(source);
  return billed;
}
