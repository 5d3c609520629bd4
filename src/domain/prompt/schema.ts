import { singleDimensions } from '../issue/decision.ts';
import type { Menu } from './menu.ts';
import { unknown } from './menu.ts';
import { confidenceWords } from './read-confidence.ts';

/** A JSON Schema in the subset that every provider's strict mode takes: no bounds, every property required. */
export type JsonSchema = Record<string, unknown>;

/** An object with exactly these properties. */
export const strictObject = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

/** What an answer must look like: one choice of category, priority and effort, a list of areas. */
export function answerSchema(menu: Menu): JsonSchema {
  const choice = (values: readonly string[]) =>
    strictObject({
      // The reason comes first, so that the choice follows from it.
      reason: { type: 'string' },
      value: { type: 'string', enum: values },
      confidence: { type: 'string', enum: Object.keys(confidenceWords) },
    });
  const properties: Record<string, JsonSchema> = {};
  for (const dimension of singleDimensions) {
    const entries = menu[dimension];
    if (entries) properties[dimension] = choice([...entries.map(({ value }) => value), unknown]);
  }
  if (menu.area) properties.areas = { type: 'array', items: choice(menu.area.map(({ value }) => value)) };
  return strictObject(properties);
}
