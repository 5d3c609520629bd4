import { seededRandom } from './seeded-random.ts';

/** What parsers, patterns and loops stumble over when it is repeated, nested or mixed. */
const pieces = [
  'a',
  'a ',
  '*a_ ',
  '- ',
  '> ',
  '# a\n',
  '`',
  '`` `',
  '[',
  '](',
  '![',
  '<',
  '<!--',
  '<!-- -->',
  '-->',
  '|a',
  '|\n',
  '\\',
  '/',
  'a/',
  '.',
  'a.',
  'a.b/',
  'at a.',
  '0',
  '1.',
  '"',
  "'",
  '\t',
  '\n',
  '\r\n',
  ' ',
  ' \n',
  '\n\n',
  '\u00a0',
  'é',
  '😀',
  '\u200b',
  'ﬃ',
  'İ',
  'ß',
  '\u2028',
  'http://',
  'http://a ',
  '://',
  '@a',
  '#1 ',
  '\n/label a',
  '\n/dispatch',
  '\n/lab',
  'Error: a ',
  'vulnerability ',
  'I found a ',
  'attacker can ',
  'no security.md ',
  '0x0',
  '**a',
  '__',
  'a: ',
  'a:\n',
  'a = b\n',
  '**a**: b\n',
  '{',
  '{a: ',
  '[a, ',
  '- a\n',
  '? ',
  '&a ',
  '$',
  '(',
  '((',
  'a@',
  'AKIA',
  'ghp_',
  '-----BEGIN PRIVATE KEY-----',
  '-----END PRIVATE KEY-----',
  'eyJa.',
  'sk-',
  'secret',
  'password: ',
  'a://a:',
  'File "',
  '#1 a ',
  '1. a\n',
  'duplicate of ',
  'a_',
  'c:\\a',
  '    a\n',
  '```\n',
  '~~~\n',
  'a-',
  'a.b(',
  '1: a::',
  '- [ ] a\n',
  '### a\n',
  '=',
  '%',
  'a,',
  'a;',
  'aA',
  'A',
  '_ ',
  '!',
];
const nests = [
  ['[', ']'],
  ['(', ')'],
  ['{', '}'],
  ['<b>', '</b>'],
  ['*', '*'],
  ['`', '`'],
  ['"', '"'],
  ['<!--', '-->'],
] as const;

/** A way to make a text of about any length. */
export interface TextFamily {
  name: string;
  make: (length: number) => string;
}

const fill = (block: string, length: number) =>
  block.repeat(Math.ceil(length / block.length)).slice(0, length);

/** The same families on every run: each piece repeated, blocks of several repeated, brackets nested, and everything mixed. */
export function pathologicalTexts(seed: number): TextFamily[] {
  const random = seededRandom(seed);
  const pick = () => pieces[Math.floor(random() * pieces.length)] ?? 'a';
  const blocks = Array.from({ length: 60 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 4) }, pick).join(''),
  );
  return [
    ...[...pieces, ...blocks].map((block) => ({
      name: `${JSON.stringify(block)} repeated`,
      make: (length: number) => fill(block, length),
    })),
    ...nests.map(([open, close]) => ({
      name: `${open}…${close} nested`,
      make(length: number) {
        const depth = Math.floor(length / (open.length + close.length));
        return `${open.repeat(depth)}${close.repeat(depth)}`;
      },
    })),
    ...Array.from({ length: 8 }, (_, index) => ({
      name: `everything mixed, seed ${seed + index}`,
      make(length: number) {
        const next = seededRandom(seed + index);
        let text = '';
        while (text.length < length) text += pieces[Math.floor(next() * pieces.length)];
        return text.slice(0, length);
      },
    })),
  ];
}
