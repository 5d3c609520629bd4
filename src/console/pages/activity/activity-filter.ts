import { type ActivityFilter, activityKinds } from '../../../read/pages.ts';

export const activityDays = [1, 7, 30, 90] as const;

/** Parses the Activity page's filter from the query string and ignores anything invalid. */
export function parseActivityFilter(query: Record<string, string>): ActivityFilter {
  const text = (value: string | undefined) => value?.replaceAll('\0', '').trim().slice(0, 100) || null;
  return {
    kind: activityKinds.find((kind) => kind === query.kind) ?? null,
    who: text(query.who),
    label: text(query.label),
    model: text(query.model),
    days: activityDays.find((days) => String(days) === query.days) ?? null,
  };
}

/** Builds the page's query string from a filter. */
export function buildActivityQuery(filter: ActivityFilter, more: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(filter)) if (value !== null) query.set(key, String(value));
  for (const [key, value] of Object.entries(more)) query.set(key, value);
  return query.size === 0 ? '' : `?${query}`;
}
