/**
 * A 32-bit hash of a term, 0 to 2³² − 1: FNV-1a over UTF-16 code units, finished with MurmurHash3's
 * avalanche so that every bit can be used alone. Part of a stored format: changing it means a new hashing version.
 */
export function hashTerm(term: string, seed = 0): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
