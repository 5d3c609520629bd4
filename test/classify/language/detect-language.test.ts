import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../../src/classify/language/detect-language.ts';
import { difficultTexts } from '../difficult-texts.ts';

const issue = (title: string, body = '') => ({ title, body });

describe('detectLanguage', () => {
  it.each([
    [
      'en',
      issue('The window stays black', 'After the update nothing is drawn any more, and the log is empty.'),
    ],
    ['zh', issue('应用启动时崩溃', '打开设置页面，程序就会退出，日志里没有任何错误。')],
    ['zh', issue('打开 Settings/General 页面时崩溃')],
    ['ja', issue('起動時にアプリがクラッシュします')],
    ['ru', issue('Приложение падает при запуске', 'В журнале нет ошибок, окно просто закрывается.')],
    ['ar', issue('التطبيق يتعطل عند بدء التشغيل', 'لا توجد أخطاء في السجل.')],
    ['he', issue('האפליקציה קורסת בהפעלה', 'אין שגיאות ביומן.')],
    ['de', issue('Beim Start abgestürzt', 'Die Anwendung stürzt beim Öffnen des Fensters ab.')],
    ['fr', issue('L’application plante au démarrage', 'Il n’y a aucune erreur dans le journal.')],
  ])('knows %s', async (language, text) => {
    expect(await detectLanguage(text)).toBe(language);
  });

  it('reads the answers under English headings, not the headings', async () => {
    const body =
      '### What happened?\n\nDas Fenster bleibt schwarz.\n\n### What did you expect to happen?\n\nDass die Fotos zu sehen sind.\n\n```\nError: cannot open the file, it was not found in this folder\n```';
    expect(await detectLanguage(issue('Schwarzes Fenster', body))).toBe('de');
  });

  it.each([
    ['a short title', issue('App crashes')],
    ['a command', issue('npm ERR!', '```\nnpm ERR! code ELIFECYCLE\n```')],
    [
      'paths and calls only',
      issue('src/main.ts', 'window.document.getElementById(x) /usr/lib/node_modules/npm/lib/cli.js'),
    ],
    ['nothing at all', issue('')],
    ['an image', issue('', '![screenshot](https://example.com/a.png)')],
  ])('does not guess from %s', async (_, text) => {
    expect(await detectLanguage(text)).toBeNull();
  });

  const written: Record<keyof typeof difficultTexts, string | null> = {
    'nothing at all': null,
    'an empty body': 'en',
    'the longest body GitHub allows': 'en',
    'one line of 100 kB': 'en',
    'one line of 100 kB of spaces': null,
    'nothing but comment openers': null,
    'nothing but code fences': null,
    'nothing but brackets': null,
    'only an image': null,
    'only a stack trace': 'en',
    'right-to-left text': 'ar',
    'no spaces between words': 'zh',
    'a language in Cyrillic letters': 'ru',
    'a language with compounds and umlauts': 'de',
    'control characters and lone surrogates': null,
    'words that are property names': 'en',
  };
  it.each(Object.entries(difficultTexts))('takes %s', async (name, text) => {
    expect(Object.keys(written)).toContain(name);
    expect(await detectLanguage(text)).toBe(written[name]);
  });
});
