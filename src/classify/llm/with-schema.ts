import type { JsonSchema } from '../../domain/prompt/schema.ts';

/** The instructions with the answer's schema as text, for models that don't take one. The word JSON has to be in it for some servers. */
export function withSchema(system: string, schema: JsonSchema): string {
  return `${system}\n\nAnswer with one JSON object and nothing else. It must match this JSON Schema:\n${JSON.stringify(schema)}`;
}
