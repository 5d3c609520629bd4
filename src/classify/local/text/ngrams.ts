import { endHash, hashText, startHash, stepHash } from './hash.ts';

/** A bag of hashed features: keys ascending, and how often each occurs. */
export interface Bag {
  keys: Int32Array;
  counts: Float32Array;
}

/** The place of a key in a bag; negative where it isn't there. */
export function placeOf({ keys }: Bag, key: number): number {
  let low = 0;
  let high = keys.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = keys[middle] as number;
    if (found === key) return middle;
    if (found < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Takes hashed features in. */
export type TakesFeatures = Pick<BagBuilder, 'add'>;

/** Collects hashed features and counts them by sorting, which is quicker than a map here. */
export class BagBuilder {
  #keys: Int32Array;
  #length = 0;

  /** @param expected features, at a guess */
  constructor(expected = 1024) {
    this.#keys = new Int32Array(expected);
  }

  add(key: number): void {
    if (this.#length === this.#keys.length) {
      const larger = new Int32Array(this.#keys.length * 2);
      larger.set(this.#keys);
      this.#keys = larger;
    }
    this.#keys[this.#length++] = key;
  }

  build(): Bag {
    const sorted = this.#keys.slice(0, this.#length).sort();
    const counts = new Float32Array(sorted.length);
    let last = -1;
    for (let i = 0; i < sorted.length; i++) {
      const key = sorted[i] as number;
      if (last < 0 || sorted[last] !== key) sorted[++last] = key;
      counts[last] = (counts[last] as number) + 1;
    }
    return { keys: sorted.slice(0, last + 1), counts: counts.slice(0, last + 1) };
  }
}

/** Adds the word n-grams of 1 to `longest` words. */
export function addWordGrams(bag: BagBuilder, words: readonly string[], longest: number, seed: number): void {
  for (let from = 0; from < words.length; from++) {
    let gram = '';
    for (let n = 1; n <= longest && from + n <= words.length; n++) {
      gram = n === 1 ? (words[from] as string) : `${gram} ${words[from + n - 1]}`;
      bag.add(hashText(gram, seed));
    }
  }
}

/** Adds the character n-grams (`shortest` to `longest`) of a text in lower case, as it stands. */
export function addCharGrams(
  bag: TakesFeatures,
  text: string,
  shortest: number,
  longest: number,
  seed: number,
): void {
  for (let from = 0; from < text.length; from++) {
    let hash = startHash(seed);
    for (let n = 1; n <= longest && from + n <= text.length; n++) {
      hash = stepHash(hash, text.charCodeAt(from + n - 1));
      if (n >= shortest) bag.add(endHash(hash));
    }
  }
}

/** Adds the character n-grams inside words; a word is padded with a space at both ends, runs of space end it. */
export function addCharGramsInsideWords(
  bag: TakesFeatures,
  text: string,
  shortest: number,
  longest: number,
  seed: number,
): void {
  for (const word of text.toLowerCase().split(/\s+/)) {
    if (word) addCharGrams(bag, ` ${word.slice(0, 200)} `, shortest, longest, seed);
  }
}
