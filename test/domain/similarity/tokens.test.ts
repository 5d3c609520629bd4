import { describe, expect, it } from 'vitest';
import { tokenize, wordsOf } from '../../../src/domain/similarity/tokens.ts';

describe('wordsOf', () => {
  it.each([
    [
      'keeps code and logs',
      'Crash in `fs.readFile()`: ENOENT',
      ['crash', 'in', 'fs', 'readfile', 'read', 'file', 'enoent'],
    ],
    [
      'follows a name by its parts',
      'max_old_space HTTPServer',
      ['max_old_space', 'max', 'old', 'space', 'httpserver', 'http', 'server'],
    ],
    [
      'drops addresses, hashes and long numbers',
      'at 0x00ffab12 d41d8cd98f00b204e9800998 1234567 v2',
      ['at', 'v2'],
    ],
    ['drops HTML entities', '&quot;a word&quot; &amp; &#39;another&#39;', ['word', 'another']],
    ['pairs characters of scripts without spaces', '保存失败', ['保存', '存失', '失败']],
    ['keeps accents', 'Größe überschritten', ['größe', 'überschritten']],
    ['drops minified runs', 'x'.repeat(41), []],
    ['is empty for an empty text', '', []],
  ])('%s', (_, text, tokens) => {
    expect(wordsOf(text)).toEqual(tokens);
  });
});

it('tokenize folds endings, so that two wordings meet', () => {
  expect(tokenize('Crashes when stopping')).toEqual(tokenize('crashed when stop'));
});
