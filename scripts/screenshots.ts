import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../test/support/browser.ts';
import { commandLine } from './command-line.ts';

commandLine(
  'screenshots',
  'Takes the screenshots for the README, in light and dark, from a separate run of the demo. Requires Chromium.',
).parse();

const root = join(import.meta.dirname, '..');
const images = join(root, 'docs', 'images');
const window = { width: 1280, height: 820 };

const data = await mkdtemp(join(tmpdir(), 'dispatchai-screenshots-'));
const demo = spawn(
  process.execPath,
  ['--import', 'tsx', 'demo/run.ts', '--fresh', '--port', '0', '--pace', '0', '--data', data],
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
);
try {
  const address = await untilReplayed(demo);
  await mkdir(images, { recursive: true });
  const browser = await openBrowser();
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ colorScheme, viewport: window, deviceScaleFactor: 1.5 });
    await takePictures(context, address, colorScheme);
    await context.close();
  }
  await browser.close();
} finally {
  const ended = new Promise((resolve) => demo.once('exit', resolve));
  demo.kill('SIGINT');
  await ended;
  await rm(data, { recursive: true, force: true });
}

/** The console's address, once the demo says that all issues are replayed. */
async function untilReplayed(child: ChildProcess): Promise<string> {
  let address = '';
  if (!child.stdout) throw new Error('the demo has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    address = /Console\s+(http:\S+)/.exec(line)?.[1] ?? address;
    if (line.startsWith('Still running')) return address;
  }
  throw new Error('the demo ended before it had replayed its issues');
}

async function takePictures(context: BrowserContext, address: string, look: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('link', { name: 'Sign in with GitHub' }).click();
  await page.locator('form button').first().click();
  await page.waitForSelector('#live[data-live="connected"]');
  await picture(page, `issues-${look}`);
  await page.goto(await mostTelling(page, address));
  await page.waitForSelector('#live[data-live="connected"]');
  await picture(page, `issue-${look}`);
  for (const name of ['overview', 'inbox', 'labels', 'activity']) {
    const path = address.replace(/issues$/, name === 'overview' ? '' : name).replace(/\/$/, '');
    await page.goto(path);
    await page.waitForSelector('main h1');
    await picture(page, `${name}-${look}`);
  }
  await page.setViewportSize({ width: 390, height: 820 });
  await page.goto(address);
  await page.waitForSelector('#live[data-live="connected"]');
  await picture(page, `phone-${look}`);
}

async function picture(page: Page, name: string): Promise<void> {
  const path = join(images, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  console.log(path);
}

/** The address of the applied issue that has most to show: reasons, and what it shares with others. */
async function mostTelling(page: Page, address: string): Promise<string> {
  await page.goto(`${address}?done=applied`);
  const links = await page
    .locator('.issue-title')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  let best = { address: page.url(), score: -1 };
  for (const link of links.slice(0, 12)) {
    await page.goto(new URL(link, address).href);
    const score =
      3 * (await page.locator('.decision-row').count()) +
      (await page.locator('.similar-row mark').count()) +
      (await page.locator('.markdown-body > *').count());
    if (score > best.score) best = { address: page.url(), score };
  }
  return best.address;
}
