import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { generatedFiles } from '../../scripts/generated-files.ts';
import { settingsJsonSchema } from '../../src/domain/settings/json-schema.ts';

it.each(Object.entries(generatedFiles()))('%s is up to date (npm run generate)', (path, text) => {
  expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(text);
});

it('every key of the settings says what it means', () => {
  const silent: string[] = [];
  const visit = (schema: ReturnType<typeof settingsJsonSchema>, path: string): void => {
    for (const [key, each] of Object.entries(schema.properties ?? {})) {
      if (!each.description) silent.push(`${path}${key}`);
      visit(each, `${path}${key}.`);
      if (typeof each.additionalProperties === 'object') visit(each.additionalProperties, `${path}${key}.*.`);
    }
  };
  visit(settingsJsonSchema(), '');
  expect(silent).toEqual([]);
});

it('the published schema takes an empty file and refuses a misspelt key', () => {
  const validate = new Ajv2020({ strict: false }).compile(settingsJsonSchema());
  expect(validate({})).toBe(true);
  expect(validate({ mode: 'apply', labels: { thresholds: { bug: 0.9 } } })).toBe(true);
  expect(validate({ moed: 'apply' })).toBe(false);
  expect(validate({ labels: { thresholds: { bug: 2 } } })).toBe(false);
});
