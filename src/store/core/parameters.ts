/**
 * A value as PostgreSQL reads it from text, without saying of what type it is: numbers and booleans as they are written,
 * times in ISO 8601, bytes in hex, arrays as PostgreSQL's own, other objects as JSON.
 */
export function toParameter(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array)
    return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
  if (Array.isArray(value)) return toArray(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function toArray(values: readonly unknown[]): string {
  const elements = values.map((value) => {
    if (Array.isArray(value)) return toArray(value);
    const text = toParameter(value);
    return text === null ? 'NULL' : `"${text.replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${elements.join(',')}}`;
}

/** Reads an array of one dimension as PostgreSQL writes it. Null where an element is. */
export function parseArray(text: string): (string | null)[] {
  const values: (string | null)[] = [];
  // Either between quotation marks, where a backslash keeps what follows it, or up to the next comma.
  for (const [, quoted, plain = ''] of text.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/gs))
    values.push(quoted !== undefined ? quoted.replace(/\\(.)/gs, '$1') : plain === 'NULL' ? null : plain);
  return values;
}
