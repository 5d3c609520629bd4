/** GitHub's timestamps have seconds and no milliseconds. */
export function githubTime(at: number | Date = Date.now()): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
