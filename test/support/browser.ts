import { execFileSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

/** Chromium's program on this machine, or null. */
export const chromiumPath = findChromium();

/** What the run prints when browser suites are left out. */
export const howToGetChromium = [
  'Browser suites are SKIPPED: no Chromium was found.',
  'To run them:  apt-get install chromium   (or set CHROMIUM to the path of one)',
];

function findChromium(): string | null {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      // Not this one.
    }
  }
  return null;
}

/** A real browser, without a window and without a word to the outside. */
export function openBrowser(): Promise<Browser> {
  if (!chromiumPath) throw new Error(howToGetChromium.join('\n'));
  const flags = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath: chromiumPath, args: flags });
}
