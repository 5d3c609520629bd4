import { settingsJsonSchema } from '../src/domain/settings/json-schema.ts';
import { commandDocumentation } from './command-documentation.ts';
import { settingsDocumentation } from './settings-documentation.ts';

/** Every generated file, by its path from the repository's root. A test fails when one of them is out of date. */
export function generatedFiles(): Record<string, string> {
  const schema = settingsJsonSchema();
  return {
    'docs/dispatch.schema.json': `${JSON.stringify(schema, null, 2)}\n`,
    'docs/configuration.md': settingsDocumentation(schema),
    'docs/commands.md': commandDocumentation(),
  };
}
