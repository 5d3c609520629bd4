/** A name as it may stand in SQL, whatever characters it has. */
export function escapeIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
