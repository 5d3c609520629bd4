import { capBody } from './issue-text.ts';

/** A line that names an error, with what varies from run to run taken out. */
export interface ErrorLine {
  /** Equal for the same error with other paths, numbers and addresses. */
  key: string;
  /** For a person: the line with `…` where it varies, at most 80 characters. */
  shown: string;
}

const longestShown = 80;
/** Below this many letters a line such as `error: 1` says nothing. */
const minLetters = 12;
const maxLines = 40;

const errorName = /\bE[A-Z]{4,}\b|\bSIG[A-Z]{3,5}\b|(?:Error|Exception|Fault)\b/;
const errorWord =
  /\b(?:error|exception|panic|fatal|fail(?:ed|ure)|throws?|segfault|segmentation fault|traceback|undefined|unexpected|invalid|denied|refused|cannot|could not|can't|not found|no such|unable to|timed? ?out|abort(?:ed)?|crash(?:ed)?|deadlock)\b/i;
const logPrefix =
  /^(?:[>$#|*\-\s]+|\[[^\]]{1,40}\]\s*|\d{4}[-/]\d\d[-/]\d\d[T\s][\d:.,]+Z?\s*|\d\d:\d\d:\d\d\S*\s*|(?:npm ERR!|ERR!|ERROR|FATAL|WARN|INFO)[:\s]+)+/i;
/** Paths, addresses of the web, quoted names, memory addresses, versions and numbers. */
const varying =
  /https?:\/\/\S+|(?:[A-Za-z]:)?(?:[\\/][\w.@+-]+){2,}[\\/]?(?::\d+)*|'[^']{1,120}'|"[^"]{1,120}"|\b0x[0-9a-f]+\b|\b[0-9a-f]{12,}\b|\bv?\d+(?:[.:]\d+)*\b/gi;

/** Whether a line reads like an error message. */
export function namesError(line: string): boolean {
  return line.length <= 400 && (errorName.test(line) || errorWord.test(line));
}

/** The lines of a text that read like an error message, each once, in order. Prose questions are left out. */
export function errorLines(text: string): ErrorLine[] {
  const found = new Map<string, ErrorLine>();
  for (const line of capBody(text).split('\n')) {
    const message = line.replace(logPrefix, '').trim();
    if (message.length > 400 || message.endsWith('?') || !(errorName.test(line) || errorWord.test(line)))
      continue;
    const shown = message
      .replace(varying, '…')
      .replace(/[`\s]+/g, ' ')
      .replace(/…(?:[\s,:;.]*…)+/g, '…')
      .trim();
    const key = shown
      .toLowerCase()
      .replace(/[^\p{L}…]+/gu, ' ')
      .trim();
    if (key.replace(/[^\p{L}]/gu, '').length < minLetters || found.has(key)) continue;
    found.set(key, { key, shown: cut(shown) });
    if (found.size === maxLines) break;
  }
  return [...found.values()];
}

function cut(shown: string): string {
  return shown.length <= longestShown ? shown : `${shown.slice(0, longestShown - 1).trimEnd()}…`;
}
