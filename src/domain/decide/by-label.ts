/** A label's entry whatever the case, as GitHub compares label names. */
export function byLabel<T>(record: Readonly<Record<string, T>>, label: string): T | undefined {
  const wanted = label.toLowerCase();
  return Object.entries(record).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
