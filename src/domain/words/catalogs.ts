import type { languages } from '../settings/conversation.ts';
import type { Catalog } from './catalog.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { pt } from './pt.ts';
import { zh } from './zh.ts';

export type Language = (typeof languages)[number];

/** One catalog per language; English also serves the console and the API. */
export const catalogs: Readonly<Record<Language, Catalog>> = { en, de, es, fr, ja, pt, zh };

/** The language to write in: the author's if the settings list it, otherwise the first one they list. */
export function languageFor(detected: string | null, allowed: readonly Language[]): Language {
  return allowed.find((each) => each === detected) ?? allowed[0] ?? 'en';
}
