const plainWord = /^[a-z]{4,}$/;
const keepsItsS = /(?:ss|us|is)$/;

/**
 * Brings the common endings of an English word together (`crashes`, `crashed`, `crashing` → `crash`), so that two
 * people's wordings meet. Lighter than Porter's stemmer: only plural, -ing, -ed and a final e; names with digits or
 * underscores and other scripts stay as they are.
 */
export function foldWord(word: string): string {
  if (!plainWord.test(word)) return word;
  return withoutFinalE(withoutVerbEnding(singular(word)));
}

function singular(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (word.endsWith('sses')) return word.slice(0, -2);
  return word.endsWith('s') && !keepsItsS.test(word) ? word.slice(0, -1) : word;
}

function withoutVerbEnding(word: string): string {
  if (word.endsWith('ing') && word.length > 6) return undoubled(word.slice(0, -3));
  if (word.endsWith('ed') && word.length > 5) return undoubled(word.slice(0, -2));
  return word;
}

/** `stopp` → `stop`; l, s and z are doubled in the word itself (`fall`, `miss`). */
function undoubled(word: string): string {
  return /([^lsz])\1$/.test(word) ? word.slice(0, -1) : word;
}

function withoutFinalE(word: string): string {
  return word.endsWith('e') && word.length > 4 ? word.slice(0, -1) : word;
}
