/**
 * What a decision was made from, as one text: the hash of what the issue says, a dot, the hash of everything else (settings,
 * labels, forms, model). The two are apart, so that one sees whether the issue or the rest has changed.
 */
export function joinInputHash(meaning: string, rest: string): string {
  return `${meaning}.${rest}`;
}

/** True where a decision was made from this input, the first time or again later (`<hash>~2`). */
export function isOfInput(recorded: string, inputHash: string): boolean {
  return recorded === inputHash || recorded.startsWith(`${inputHash}~`);
}

/** True where a decision was made from an issue that says this, whatever the rest. */
export function isOfMeaning(recorded: string, meaning: string): boolean {
  return recorded.startsWith(`${meaning}.`);
}

/** True where two decisions were made from an issue that said the same, whatever the rest. */
export function saysTheSame(one: string, other: string): boolean {
  return one.split('.')[0] === other.split('.')[0];
}
