import { afterEach, describe, expect, it } from 'vitest';
import { harbour } from './harbour.ts';
import { createMemoryConsole } from './memory-console.ts';
import { tide, triaged, value, waiting } from './situations.ts';

type Console = Awaited<ReturnType<typeof createMemoryConsole>>;
const open: AbortController[] = [];
afterEach(() => {
  for (const controller of open.splice(0)) controller.abort();
});

/** Opens a stream and gives its messages as they come. */
async function listen({ app }: Console, cookie: string, path: string, headers: Record<string, string> = {}) {
  const controller = new AbortController();
  open.push(controller);
  const answer = await app.request(path, {
    headers: { cookie, accept: 'text/event-stream', ...headers },
    signal: controller.signal,
  });
  if (!answer.body) throw new Error(`no stream: ${answer.status}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<string | null> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const message = text.slice(0, end);
        text = text.slice(end + 2);
        return message;
      }
      const { value: chunk, done } = await reader.read();
      if (done) return null;
      text += chunk;
    }
  };
  return {
    answer,
    next,
    /** The next message that brings markup. */
    async nextMarkup(): Promise<string> {
      for (;;) {
        const message = await next();
        if (message === null) throw new Error('the stream ended');
        if (!message.startsWith('event:')) return message;
      }
    },
    leave: () => reader.cancel(),
  };
}

describe('live pages', () => {
  it('keep the number under the heading of the Inbox with the counts', async () => {
    const made = await createMemoryConsole(harbour());
    const cookie = await made.signInAs('mona');
    const counts = await made.app.request('/harbour/tide/counts', { headers: { cookie } });
    expect(await counts.text()).toMatch(/hx-target="#inbox-note".*id="inbox-note">\d+ to review/s);
  });

  it.each([
    ['the Inbox', '/harbour/tide/inbox/live?after=0'],
    ['an issue', '/harbour/tide/issues/147/live?after=0'],
  ])('bring what a guard found to %s, for people who may write', async (_, path) => {
    for (const role of ['write', 'triage'] as const) {
      const made = await createMemoryConsole(harbour());
      for (const each of made.people.visible.mona ?? []) each.role = role;
      const cookie = await made.signInAs('mona');
      const page = await listen(made, cookie, path);
      const detail = await made.world.reads.issue(tide, 147);
      if (!detail) throw new Error('no issue');
      made.world.change(tide, detail);
      const message = await page.nextMarkup();
      expect(message).toContain('hx-target="#guards"');
      expect(message.includes('looks like a token')).toBe(role === 'write');
    }
  });

  it('bring a new issue as a row in its place, with an id of the database', async () => {
    const made = await createMemoryConsole(harbour());
    const cookie = await made.signInAs('mona');
    const page = await listen(made, cookie, '/harbour/tide/issues/live?after=0');
    made.world.change(tide, waiting(149, 'Just opened'));
    const message = await page.nextMarkup();
    expect(message).toContain(
      '<hx-partial hx-target="#issue-rows" hx-swap="upsert key:data-updated sort:desc">',
    );
    expect(message).toContain('id="issue-149"');
    expect(message).toContain('Just opened');
    expect(message).toMatch(/^id: 1$/m);
  });

  it('draw a row as the page does', async () => {
    const made = await createMemoryConsole(harbour());
    const cookie = await made.signInAs('mona');
    const page = await listen(made, cookie, '/harbour/tide/issues/live?after=0');
    const detail = triaged(waiting(149, 'The <same> markup'), [value()]);
    made.world.change(tide, detail);
    const row = (html: string) =>
      /<li class="issue-row" id="issue-149".*?<\/li>/s.exec(html.replaceAll(' fresh"', '"'))?.[0];
    const update = (await page.nextMarkup()).replaceAll(/^data: /gm, '');
    const whole = await (await made.app.request('/harbour/tide/issues', { headers: { cookie } })).text();
    expect(row(update)).toBeDefined();
    expect(row(update)).toBe(row(whole));
  });

  it('take out what no longer matches the filter, and bring what does', async () => {
    const made = await createMemoryConsole(harbour());
    const cookie = await made.signInAs('mona');
    const page = await listen(made, cookie, '/harbour/tide/issues/live?label=bug&after=0');
    made.world.change(tide, waiting(149, 'No label'));
    expect(await page.nextMarkup()).toContain('<hx-partial hx-target="#issue-149" hx-swap="delete">');
    made.world.change(tide, waiting(149, 'A label', { labels: ['bug'] }));
    expect(await page.nextMarkup()).toContain('A label');
  });

  it('update older pages in place and add nothing there', async () => {
    const made = await createMemoryConsole(harbour());
    const cookie = await made.signInAs('mona');
    const page = await listen(made, cookie, '/harbour/tide/issues/live?paged=1&after=0');
    made.world.change(tide, waiting(149, 'New'));
    const message = await page.nextMarkup();
    expect(message).toContain('<hx-partial hx-target="#issue-149" hx-swap="outerHTML">');
    expect(message).not.toContain('upsert');
  });

  it('catch up from the page’s own place, and from Last-Event-ID after a break', async () => {
    const made = await createMemoryConsole(harbour());
    const cookie = await made.signInAs('mona');
    made.world.change(tide, waiting(149, 'Before the page'));
    made.world.change(tide, waiting(150, 'After the page, before the stream'));
    const page = await listen(made, cookie, '/harbour/tide/issues/live?after=1');
    const message = await page.nextMarkup();
    expect(message).toContain('issue-150');
    expect(message).not.toContain('Before the page');
    await page.leave();
    made.world.change(tide, waiting(151, 'During the break'));
    const again = await listen(made, cookie, '/harbour/tide/issues/live?after=1', { 'last-event-id': '2' });
    const missed = await again.nextMarkup();
    expect(missed).toContain('During the break');
    expect(missed).not.toContain('issue-150');
  });

  it('bring the parts of an open issue, and nothing of others', async () => {
    const made = await createMemoryConsole(harbour());
    const cookie = await made.signInAs('mona');
    const page = await listen(made, cookie, '/harbour/tide/issues/148/live?after=0');
    made.world.change(tide, waiting(149, 'Another'));
    made.world.change(tide, triaged(waiting(148, 'Reminder'), [value()]));
    const message = await page.nextMarkup();
    for (const target of ['#issue-head', '#issue-side', '#timeline'])
      expect(message).toContain(`hx-target="${target}"`);
    expect(message).not.toContain('Another');
  });

  it('read a change once, however many pages look', async () => {
    const made = await createMemoryConsole(harbour());
    const cookie = await made.signInAs('mona');
    const pages = await Promise.all(
      Array.from({ length: 50 }, () => listen(made, cookie, '/harbour/tide/issues/live?after=0')),
    );
    for (const page of pages) await page.next();
    for (const page of pages) await page.next();
    expect(made.world.subscriptions()).toBe(1);
    const before = made.world.queries();
    made.world.change(tide, waiting(149, 'Seen by fifty'));
    const messages = await Promise.all(pages.map((page) => page.nextMarkup()));
    expect(messages.every((message) => message.includes('Seen by fifty'))).toBe(true);
    // The rows, the label colors and the counts.
    expect(made.world.queries() - before).toBe(3);
    for (const page of pages) await page.leave();
  });

  /** A console whose clock the test moves, with a page that hears of a change every five seconds, and never falls quiet. */
  async function openBusyPage(path: string) {
    let at = Date.now();
    const made = await createMemoryConsole(harbour(), { now: () => new Date(at) });
    const cookie = await made.signInAs('mona');
    const page = await listen(made, cookie, path);
    // The greeting, and what the page had missed.
    await page.next();
    await page.next();
    /** What the page is told in so many seconds, until its stream ends. */
    const hear = async (seconds: number): Promise<string[]> => {
      const told = [];
      for (let passed = 0; passed < seconds; passed += 5) {
        at += 5_000;
        made.world.change(tide, waiting(149, `Told after ${passed + 5} s`));
        const message = await page.next();
        if (message === null) return told;
        told.push(message);
      }
      return told;
    };
    return { ...made, cookie, page, hear };
  }
  const paths = ['issues/live', 'inbox/live', 'issues/149/live', 'live'].map(
    (path) => `/harbour/tide/${path}?after=0`,
  );

  it.each(paths)(
    '%s ends for a person whose role was taken away, however busy the repository is',
    async (path) => {
      const { people, hear } = await openBusyPage(path);
      await hear(20);
      people.visible.mona = [];
      // The console keeps GitHub's answer for 30 seconds, and asks after 20.
      const told = await hear(120);
      expect(told.length).toBeLessThanOrEqual(10);
      expect(told.at(-1)).toContain('event: console:reload');
    },
  );

  it('ends where the role became a smaller one: the page was made for the other', async () => {
    const { people, hear } = await openBusyPage('/harbour/tide/live?after=0');
    people.visible.mona = people.visible.mona?.map((each) => ({ ...each, role: 'triage' })) ?? [];
    expect((await hear(120)).at(-1)).toContain('event: console:reload');
  });

  it('ends at once with the sign-out, and tells nothing more', async () => {
    const { app, cookie, page, hear } = await openBusyPage('/harbour/tide/issues/live?after=0');
    await app.request('/sign-out', { method: 'POST', headers: { cookie, 'sec-fetch-site': 'same-origin' } });
    expect(await hear(5)).toEqual([]);
    expect(await page.next()).toBeNull();
  });

  it('ends within 20 seconds of a sign-out at another replica, however busy the repository is', async () => {
    const { world, hear } = await openBusyPage('/harbour/tide/issues/live?after=0');
    world.sessions.rows.clear();
    const told = await hear(120);
    expect(told.length).toBeLessThanOrEqual(5);
    expect(told.at(-1)).toContain('event: console:reload');
  });

  it('end when the process stops, and leave nothing behind', async () => {
    const made = await createMemoryConsole(harbour());
    const cookie = await made.signInAs('mona');
    const page = await listen(made, cookie, '/harbour/tide/issues/live?after=0');
    await page.next();
    made.world.closeLive();
    while ((await page.next()) !== null);
    expect(made.world.subscriptions()).toBe(0);
  });

  it('stop costing anything when the page goes', async () => {
    const made = await createMemoryConsole(harbour());
    const cookie = await made.signInAs('mona');
    const page = await listen(made, cookie, '/harbour/tide/issues/live?after=0');
    await page.next();
    expect(made.world.subscriptions()).toBe(1);
    await page.leave();
    made.world.change(tide, waiting(149, 'To nobody'));
    await expect.poll(() => made.world.subscriptions()).toBe(0);
  });
});
