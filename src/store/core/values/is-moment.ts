/** Whether a text is a moment as our cursors write it (ISO 8601, UTC) and there is such a day; a database refuses others. */
export function isMoment(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 19) === text.slice(0, 19);
}
