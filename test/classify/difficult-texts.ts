/** Texts that break careless readers; every part that reads an issue must take them. */
export const difficultTexts: Record<string, { title: string; body: string }> = {
  'nothing at all': { title: '', body: '' },
  'an empty body': { title: 'Crash when the window is closed', body: '' },
  'the longest body GitHub allows': {
    title: 'Very long',
    body: 'It fails again and again. '.repeat(11_000).slice(0, 262_144),
  },
  'one line of 100 kB': { title: 'Long line', body: 'a1'.repeat(50_000) },
  'one line of 100 kB of spaces': { title: 'Spaces', body: `x${' '.repeat(100_000)}x` },
  'nothing but comment openers': { title: '<!--', body: '<!--'.repeat(50_000) },
  'nothing but code fences': { title: '```', body: '```\n'.repeat(50_000) },
  'nothing but brackets': { title: '[[[[', body: '[]('.repeat(60_000) },
  'only an image': { title: 'See', body: '![screenshot](https://example.com/a.png)' },
  'only a stack trace': {
    title: 'TypeError: x is not a function',
    body: '```\nTypeError: x is not a function\n    at a (b.js:1:2)\n    at c (d.js:3:4)\n```',
  },
  'right-to-left text': {
    title: 'البرنامج يتوقف عند البدء',
    body: 'عند فتح النافذة يتوقف البرنامج.\u202e שלום עולם',
  },
  'no spaces between words': {
    title: '无法打开设置页面',
    body: '每次打开设置页面，程序都会崩溃。怎么解决？',
  },
  'a language in Cyrillic letters': {
    title: 'Приложение падает при запуске',
    body: 'После обновления окно сразу закрывается. Как это исправить?',
  },
  'a language with compounds and umlauts': {
    title: 'Bildschirmschonereinstellungen lassen sich nicht öffnen',
    body: 'Beim Öffnen der Einstellungen stürzt das Programm ab.',
  },
  'control characters and lone surrogates': {
    title: '\u0000\u0007 \ud800',
    body: '\udfff\u0000 __proto__ constructor toString',
  },
  'words that are property names': {
    title: '__proto__ constructor hasOwnProperty',
    body: 'valueOf __proto__ toString',
  },
};
