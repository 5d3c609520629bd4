import { marker } from '../comment.ts';
import { type Language, sentences } from './sentences.ts';

/**
 * The living comment with one more line: that it is still waited for, or that the issue was closed for it. The rest of it
 * stays as it stands; it is our own, and safe already.
 */
export function nudgeComment(standing: string, what: 'nudged' | 'closed', language: Language = 'en'): string {
  const words = sentences[language];
  const said = standing.startsWith(marker) ? standing.slice(marker.length).trim() : standing.trim();
  const rest = said.replace(`${words.reminder}\n\n`, '');
  return [marker, what === 'closed' ? words.closedForLack : words.reminder, rest].join('\n\n');
}
