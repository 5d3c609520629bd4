import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IssueDetail } from '../../src/read/console.ts';
import { livelyOverview } from '../console/page-situations.ts';
import { tide, triaged, value, waiting } from '../console/situations.ts';
import { chromiumPath, openBrowser } from '../support/browser.ts';
import { openWindow, serveConsole } from './served-console.ts';

const payloads = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(2)>`,
  `'-alert(3)-'`,
  `</title><svg onload=alert(4)>`,
  `<hx-partial hx-target="body" hx-swap="innerHTML"><h1>gone</h1></hx-partial>`,
  `<div hx-get="/sign-out" hx-trigger="load" data-hx-on:load="alert(5)">x</div>`,
  `javascript:alert(6)`,
  `{{constructor.constructor('alert(7)')()}}`,
  `]]><!--<template><script>alert(8)</script>`,
  `\u202e<iframe srcdoc="<script>alert(9)</script>"></iframe>`,
  `\ndata: <script>alert(10)</script>\n\nevent: console:reload\ndata: x`,
];

/** The fields of the pages' records that hold texts of others. */
const spoilt = new Set(
  'name description value reason words title login label why models scope problem event action deliveryId source rootCause keptOpen canonical issue model'.split(
    ' ',
  ),
);

/** An issue with one payload in every place where a text of others stands. */
function hostile(number: number, payload: string): IssueDetail {
  const detail = waiting(number, payload, {
    body: `${payload}\n\n[${payload}](javascript:alert(11)) ![${payload}](https://evil.example/x.png)\n\n\`\`\`\n${payload}\n\`\`\``,
    author: { login: payload, id: 1, kind: 'person' },
    labels: number % 2 === 0 ? [] : [payload],
  });
  const made = triaged(
    detail,
    [
      value({
        value: payload,
        label: payload,
        // Some wait in the Inbox.
        autonomy: number % 2 === 0 ? 'suggest' : 'apply',
        why: payload,
        decidedBy: [payload],
        reasons: [{ kind: 'text', text: payload, weight: 1 }],
      }),
    ],
    {
      similar: [
        {
          number: 1,
          title: payload,
          state: 'open',
          stateReason: null,
          labels: [payload],
          similarity: 0.5,
          shared: [{ kind: 'words', texts: [payload] }],
        },
      ],
      missing: [payload],
      fallback: payload,
    },
  );
  made.timeline.push({
    id: 9,
    kind: payload,
    actor: { login: payload, id: 1, kind: 'person' },
    deliveryId: payload,
    detail: { label: payload, text: payload },
    at: detail.issue.createdAt,
  });
  made.timeline.push({
    id: 10,
    kind: 'delivered',
    actor: null,
    deliveryId: payload,
    detail: { event: payload, action: payload },
    at: detail.issue.createdAt,
  });
  made.writes.push({
    id: '9b2f4a52-6c1e-4d0b-8a55-0f6d4be1a001',
    kind: payload,
    label: payload,
    detail: { type: payload, login: payload },
    why: payload,
    status: 'refused',
    undoable: true,
    reason: payload,
    models: [payload],
    createdAt: detail.issue.createdAt,
    doneAt: null,
  });
  return made;
}

/** Walks through what people answer with, where every text is hostile. */
async function answerEverything(context: BrowserContext): Promise<void> {
  const inbox = await context.newPage();
  await inbox.goto('/harbour/tide/inbox');
  await inbox.waitForSelector('#live[data-live="connected"]');
  await inbox.locator('.card').first().waitFor();
  await inbox.keyboard.press('c');
  await inbox.locator('.picker-list li').first().waitFor();
  await inbox.keyboard.press('Enter');
  await inbox.waitForSelector('#inbox-last a');
  await inbox.keyboard.press('a');
  await inbox.keyboard.press('u');
  await inbox.goto('/harbour/tide/playground');
  await inbox.fill('#play-title', `crash ${payloads[1]}`);
  await inbox.fill('#play-body', payloads.join('\n'));
  await inbox.waitForSelector('#play-first');
  await inbox.locator('.play-json summary').click();
  await inbox.fill(
    '#play-json',
    JSON.stringify({ title: `crash ${payloads[0]}`, body: payloads.join('\n') }),
  );
  await inbox.locator('#play-go').click();
  await inbox.waitForSelector('#play-first');
  await inbox.goto('/harbour/tide/issues/1/alike');
  await inbox.close();
}

describe.skipIf(!chromiumPath)('hostile texts in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it('run nothing, load nothing and break no rule of the policy: in pages and in live updates', async () => {
    const labels = payloads.map((name, index) => ({
      id: index,
      name,
      color: name.slice(0, 6),
      description: name,
    }));
    const served = await serveConsole([
      {
        repository: tide,
        labels,
        details: new Map(payloads.map((payload, index) => [index + 1, hostile(index + 1, payload)])),
        events: [],
        dismissed: new Set(),
      },
    ]);
    const { context, alarms } = await openWindow(browser, served.server, await served.signInAs('mona'));
    const list = await context.newPage();
    await list.goto('/harbour/tide/issues');
    await list.waitForSelector('#live[data-live="connected"]');
    expect(await list.locator('.issue-row').count()).toBe(payloads.length);
    for (const [index, payload] of payloads.entries()) {
      const page = await context.newPage();
      await page.goto(`/harbour/tide/issues/${index + 1}`);
      await page.waitForSelector('#live[data-live="connected"]');
      served.world.change(tide, hostile(index + 1, `changed ${payload}`));
      await expect.poll(() => page.locator('h1').first().textContent()).toMatch(/^changed/);
      for (const details of await page.locator('details.evidence').all())
        await details.evaluate((each) => each.setAttribute('open', ''));
      const foreign = page.locator(
        'main script, main iframe, main img, .issue-head h1 > *:not(.issue-number)',
      );
      expect(await foreign.evaluateAll((all) => all.map((each) => each.outerHTML))).toEqual([]);
      await page.close();
    }
    await expect.poll(() => list.locator('.issue-row.fresh').count()).toBe(payloads.length);
    await answerEverything(context);
    await list.goto(
      `/harbour/tide/issues?q=${encodeURIComponent(payloads[1] ?? '')}&label=${encodeURIComponent(payloads[0] ?? '')}`,
    );
    await list.goto(`/sign-in?return_to=${encodeURIComponent(payloads[1] ?? '')}`);
    expect(alarms).toEqual([]);
    await context.close();
    await served.server.close(0);
    // A page for each of the texts, one after another: it takes what it takes.
  }, 180_000);

  it('run nothing in the other pages either: in labels, people, reasons, notices, settings and the log', async () => {
    const served = await serveConsole([
      { repository: tide, labels: [], details: new Map(), events: [], dismissed: new Set() },
    ]);
    const { pages } = served;
    const all = payloads.join(' ');
    const { overview, labels, activity, failures, settings, similar, received } = { ...pages };
    const foul = <T>(made: T): T =>
      JSON.parse(JSON.stringify(made), (key, each) =>
        typeof each === 'string' && spoilt.has(key) ? all : each,
      ) as T;
    const { backfill: usual } = livelyOverview();
    const backfill = usual && { ...usual, problem: all };
    pages.overview = {
      ...overview,
      overview: async (...asked) => foul({ ...(await overview.overview(...asked)), backfill }),
      backfill: async () => backfill,
    };
    pages.labels = { labels: async (...asked) => foul(await labels.labels(...asked)) };
    pages.activity = { ...activity, activity: async (...asked) => foul(await activity.activity(...asked)) };
    pages.failures = { ...failures, list: async (...asked) => foul(await failures.list(...asked)) };
    pages.settings = {
      ...settings,
      read: async (...asked) => ({ ...foul(await settings.read(...asked)), problems: payloads }),
    };
    const named = <T extends { terms: string[] }>(theme: T) => ({ ...theme, terms: payloads });
    pages.similar = {
      duplicates: async (...asked) => foul(await similar.duplicates(...asked)),
      themes: async (...asked) => {
        const read = foul(await similar.themes(...asked));
        return { ...read, themes: read.themes.map(named) };
      },
      theme: async (...asked) => {
        const read = foul(await similar.theme(...asked));
        return read && { ...read, theme: named(read.theme) };
      },
    };
    pages.received = { received: async (...asked) => foul(await received.received(...asked)) };
    const { context, alarms } = await openWindow(browser, served.server, await served.signInAs('mona'));
    const page = await context.newPage();
    const foulPages = ['', '/labels', '/activity', '/failures', '/settings', '/received'];
    for (const path of [...foulPages, '/themes', '/themes/1', '/duplicates', '/duplicates?state=linked']) {
      const answer = await page.goto(`/harbour/tide${path}`);
      expect(answer?.status(), path).toBe(200);
      expect(await page.locator('body').textContent(), path).toContain('<script>alert(1)</script>');
      const foreign = page.locator('main :is(script, iframe, img), hx-partial, [hx-get="/sign-out"]');
      expect(await foreign.evaluateAll((found) => found.map((each) => each.outerHTML)), path).toEqual([]);
    }
    await page.goto('/harbour/tide');
    await page.waitForResponse(/backfill$/);
    await page.goto('/harbour/tide/settings');
    await page.getByLabel('Contents of').fill(`</textarea>${all}: x`);
    await page.getByRole('button', { name: 'Validate' }).click();
    await expect.poll(() => page.locator('#check-answer').textContent()).toContain('line');
    await page.goto(`/harbour/tide/activity?who=${encodeURIComponent(all)}&label=${encodeURIComponent(all)}`);
    expect(alarms).toEqual([]);
    await context.close();
    await served.server.close(0);
  });

  it('the alarm does ring: a handler in the page is a report', async () => {
    const served = await serveConsole([
      { repository: tide, labels: [], details: new Map(), events: [], dismissed: new Set() },
    ]);
    const { context, alarms } = await openWindow(browser, served.server, await served.signInAs('mona'));
    const page = await context.newPage();
    await page.goto('/');
    await page.evaluate(
      `document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="alert(1)"><p style="color:red">x</p>')`,
    );
    await expect.poll(() => alarms.some((alarm) => alarm.includes('Content Security Policy'))).toBe(true);
    await context.close();
    await served.server.close(0);
  });
});
