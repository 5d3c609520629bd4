import { type SQL, sql } from 'drizzle-orm';

/** Texts as an expression of type `text[]` with one parameter, in their order. Both drivers send it alike. */
export function textArray(texts: readonly string[]): SQL {
  return sql`array(select value from jsonb_array_elements_text(${JSON.stringify(texts)}::text::jsonb) with ordinality order by ordinality)`;
}
