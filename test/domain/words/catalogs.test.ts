import { describe, expect, it } from 'vitest';
import { languages } from '../../../src/domain/settings/conversation.ts';
import type { Catalog } from '../../../src/domain/words/catalog.ts';
import { catalogs } from '../../../src/domain/words/catalogs.ts';
import { renderCode } from '../../../src/domain/words/render-code.ts';
import { problemSamples, reasonSamples } from './samples.ts';

/** Every sentence of a catalog. */
function sentencesOf(words: Catalog): string[] {
  const { problem, reason, percent, linked, closing, closedAsDuplicate, askedBy, noted, ...plain } = words;
  // English names evidence by its own text.
  const { confident, withThreshold, evidence: _evidence, ...fixed } = plain;
  return [
    ...Object.values(fixed).flatMap((each) => (typeof each === 'string' ? each : Object.values(each ?? {}))),
    ...Object.values(problemSamples).map((each) => renderCode(problem, each)),
    ...Object.values(reasonSamples).map((each) => renderCode(reason, each)),
    ...[linked('#1'), closing('#1', 1), closing('#1', 3), closedAsDuplicate('#1')],
    ...[askedBy('`x`', '`y`'), askedBy('`x`', null), noted('', '`y`')],
    ...[confident(percent(0.9)), withThreshold('', percent(0.9))],
  ];
}

/** Latin words outside code spans and names. */
const wordsIn = (text: string) =>
  new Set(
    text
      .replaceAll(/`[^`]*`|DispatchAI|GitHub/g, ' ')
      .toLowerCase()
      .match(/\p{Script=Latin}{3,}/gu),
  );

/** What a language shares with English rightly: loanwords of the trade, and words that are the same in both. */
const shared: Record<Exclude<(typeof languages)[number], 'en'>, string> = {
  de: 'issue issues label labels repository team teams triage maintainer stack',
  es: 'triage error original use',
  fr: 'label labels triage dimension effort mode action type',
  ja: 'issue',
  pt: 'issue issues original use',
  zh: '',
};

describe.each(languages.filter((language) => language !== 'en'))('the catalog in %s', (language) => {
  const sentences = sentencesOf(catalogs[language]);

  it('has a sentence for each English one', () => {
    expect(sentences).toHaveLength(sentencesOf(catalogs.en).length);
    for (const sentence of sentences) expect(sentence.trim()).not.toBe('');
  });

  it('holds no English', () => {
    const english = wordsIn(sentencesOf(catalogs.en).join('\n'));
    const expected = new Set(shared[language].split(' '));
    const strays = [...wordsIn(sentences.join('\n'))].filter((word) => english.has(word));
    expect(strays.filter((word) => !expected.has(word))).toEqual([]);
  });
});

it.each(languages)('nothing in the catalog in %s is live Markdown', (language) => {
  for (const sentence of sentencesOf(catalogs[language])) {
    const text = sentence.replaceAll(/#1\b|#12\b/g, '');
    expect(text).toMatch(/^[^@#<>[\]!|]+$/);
  }
});
