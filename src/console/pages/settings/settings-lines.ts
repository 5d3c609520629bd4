import { type JsonSchema, settingsJsonSchema } from '../../../domain/settings/json-schema.ts';
import { defaultSettings, type Settings } from '../../../domain/settings/settings.ts';
import type { SettingLine } from './page.tsx';

/** Lists every setting with its effective and default value, in the order of the documentation. */
export function settingLines(settings: Settings): SettingLine[] {
  return walk('', settingsJsonSchema(), settings, defaultSettings);
}

function walk(path: string, schema: JsonSchema, value: unknown, defaultValue: unknown): SettingLine[] {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) {
    return [
      {
        path,
        value: shown(value),
        defaultValue: shown(defaultValue),
        meaning: (schema.description ?? '').replaceAll('`', ''),
      },
    ];
  }
  return properties.flatMap(([key, each]) =>
    walk(path ? `${path}.${key}` : key, each, part(value, key), part(defaultValue, key)),
  );
}

function part(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

/** Formats a value on one line, as it would be written in the file. */
function shown(value: unknown): string {
  if (value === undefined) return '–';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(shown).join(', ');
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    return entries.length === 0 ? 'none' : entries.map(([key, each]) => `${key}: ${shown(each)}`).join('; ');
  }
  return String(value);
}
