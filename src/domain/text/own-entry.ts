/**
 * A record's own entry. Names from outside may be `constructor` or `toString`, which every object inherits: reading them
 * plainly gives a function.
 */
export function ownEntry<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
