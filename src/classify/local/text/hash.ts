/** FNV-1a over UTF-16 code units, 32 bits; `seed` keeps kinds of features apart. */
export function hashText(text: string, seed = 0): number {
  let hash = startHash(seed);
  for (let i = 0; i < text.length; i++) hash = stepHash(hash, text.charCodeAt(i));
  return endHash(hash);
}

export const startHash = (seed: number): number => Math.imul(0x811c9dc5 ^ seed, 0x01000193);
export const stepHash = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);
/** Mixes the bits so that near texts do not get near keys; a signed 32-bit integer. */
export const endHash = (hash: number): number => {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
};
