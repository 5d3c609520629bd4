/** The parts of a JSON schema that the API reference shows. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
}

const deepest = 6;

/** Formats a schema in a TypeScript-like notation: `{ number: integer, state: "open" | "closed" }`. */
export function describeSchema(
  schema: JsonSchema | undefined,
  named: Record<string, JsonSchema>,
  depth = 0,
): string {
  if (!schema || depth > deepest) return '…';
  if (schema.$ref) return describeSchema(named[schema.$ref.split('/').at(-1) ?? ''], named, depth);
  const choices = schema.anyOf ?? schema.oneOf;
  const inner = (each: JsonSchema | undefined) => describeSchema(each, named, depth + 1);
  if (choices) return [...new Set(choices.map(inner))].join(' | ');
  if (schema.allOf) return schema.allOf.map(inner).join(' & ');
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.properties) return describeObject(schema, named, depth);
  const types = [schema.type ?? 'any'].flat();
  return types
    .map((type) => {
      if (type === 'array') return `${parenthesized(inner(schema.items))}[]`;
      if (type === 'object' && typeof schema.additionalProperties === 'object')
        return `{ [key]: ${inner(schema.additionalProperties)} }`;
      return type === 'string' && schema.format ? schema.format : type;
    })
    .join(' | ');
}

function describeObject(schema: JsonSchema, named: Record<string, JsonSchema>, depth: number): string {
  const indent = '  '.repeat(depth + 1);
  const lines = Object.entries(schema.properties ?? {}).map(([name, each]) => {
    const optional = schema.required?.includes(name) ? '' : '?';
    const note = each.description ? `  // ${each.description}` : '';
    return `${indent}${name}${optional}: ${describeSchema(each, named, depth + 1)}${note}`;
  });
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
}

const parenthesized = (text: string) => (text.includes(' | ') && !text.startsWith('{') ? `(${text})` : text);
