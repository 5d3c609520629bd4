import { z } from 'zod';
import { settingsSchema } from './settings.ts';

/** A JSON schema as far as the settings use it. */
export interface JsonSchema {
  type?: string;
  title?: string;
  description?: string;
  default?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: boolean | JsonSchema;
  minimum?: number;
  maximum?: number;
}

/** The published JSON schema of `.github/dispatch.yml` (draft 2020-12), for editors and for the documentation. */
export function settingsJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(settingsSchema, { io: 'input' }) as JsonSchema;
  return { title: 'DispatchAI settings, .github/dispatch.yml', ...schema };
}
