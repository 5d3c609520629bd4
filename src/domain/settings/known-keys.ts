import { z } from 'zod';

/** The keys that a schema knows at a path; none where any name is allowed or the path leads nowhere. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = unwrapped(schema);
  for (const part of path) {
    if (at instanceof z.ZodObject) at = unwrapped(at.shape[String(part)]);
    else if (at instanceof z.ZodRecord) at = unwrapped(at.valueType);
    else if (at instanceof z.ZodArray) at = unwrapped(at.element);
    else return [];
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

/** The schema inside its default, its null or its absence. */
function unwrapped(schema: unknown): unknown {
  const wrapped =
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable;
  return wrapped ? unwrapped(schema.unwrap()) : schema;
}
