/** True where a decision was made from this input, the first time or again later (`<hash>~2`). */
export function isOfInput(recorded: string, inputHash: string): boolean {
  return recorded === inputHash || recorded.startsWith(`${inputHash}~`);
}
