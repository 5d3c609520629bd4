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

  it.each(Object.entries(difficultTexts))('takes %s', async (_, text) => {
    const language = await detectLanguage(text);
    if (language !== null) expect(new Intl.Locale(language).language).toBe(language);
  });
});
