import type { Reason } from '../../../domain/issue/decision.ts';
import { cueGroups } from './cue-groups.ts';
import { structureNames } from './structure.ts';
import { titlePatterns } from './title-patterns.ts';

type Named = { kind: Reason['kind']; text: string };

const cuesFrom = titlePatterns.length + 1;
const structureFrom = cuesFrom + 3 * cueGroups.length;

/** Counts, where "no …" is right when there is none; the others are measures of the whole text. */
const measures = new Set<string>([
  'long text',
  'many own words',
  'many lines',
  'short sentences',
  'capital letters at sentence starts',
  'no text',
]);

/** Says in words what a hand-written feature saw; null where its value says nothing to a person. */
export function describeHand(index: number, value: number): Named | null {
  if (index < titlePatterns.length) {
    return value ? { kind: 'structure', text: `title ${titlePatterns[index]?.name}` } : null;
  }
  if (index < cuesFrom) return { kind: 'structure', text: 'length of the title' };
  if (index < structureFrom) {
    const name = cueGroups[Math.floor((index - cuesFrom) / 3)]?.name;
    const where = (index - cuesFrom) % 3 === 0 ? 'title' : 'text';
    if (value) return { kind: 'keyword', text: `${where} ${name}` };
    return where === 'text' ? { kind: 'keyword', text: `text never ${name}` } : null;
  }
  const name = structureNames[index - structureFrom] as string;
  if (name === 'no text') return value ? { kind: 'structure', text: 'no text' } : null;
  if (measures.has(name)) return { kind: 'structure', text: 'length and shape of the text' };
  return { kind: 'structure', text: value ? name : `no ${name}` };
}
