/** `12` and `#12` are numbers of issues; null otherwise. */
export function parseIssueNumber(text: string): number | null {
  const digits = /^#?([1-9]\d{0,8})$/.exec(text)?.[1];
  return digits ? Number(digits) : null;
}

/** The words of a search in lower case, at most eight; all of them must stand in the title. */
export function searchWords(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
}
