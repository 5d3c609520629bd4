import { afterEach, describe, expect, it } from 'vitest';
import { createMarkdownThread, type MarkdownThread } from '../../../src/console/markdown/markdown-thread.ts';
import { hostileMarkdown } from '../hostile-markdown.ts';

const open: MarkdownThread[] = [];
afterEach(async () => {
  for (const thread of open.splice(0)) await thread.close();
});
function start(options: Parameters<typeof createMarkdownThread>[0] = {}) {
  const thread = createMarkdownThread({ waitMs: 60_000, ...options });
  open.push(thread);
  return thread;
}

/** The processor time of this thread alone that `run` takes, in milliseconds; that of worker threads is not in it. */
async function ownMilliseconds(run: () => Promise<unknown>): Promise<number> {
  const before = process.threadCpuUsage();
  await run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

describe('createMarkdownThread', () => {
  it('renders as renderMarkdown does', async () => {
    const thread = start();
    expect(await thread.render('**b**', 'one')).toEqual({ html: '<p><strong>b</strong></p>', cut: false });
    expect(await thread.render(' \n ', 'one')).toEqual({ html: null, cut: false });
    expect((await thread.render('a '.repeat(200_000), 'one')).cut).toBe(true);
  });

  it.each(Object.entries(hostileMarkdown))(
    'keeps the event loop free and ends in time: %s',
    async (_, text) => {
      const thread = start({ deadlineMs: 200 });
      await thread.render('warm', 'one');
      let made = '';
      const own = await ownMilliseconds(async () => {
        made = (await thread.render(text, 'one')).html ?? '';
      });
      expect(made).not.toBe('');
      expect(own).toBeLessThan(50);
    },
  );

  it('shows a text that takes too long as it was written, with nothing in it that a browser would run', async () => {
    const thread = start({ deadlineMs: 20 });
    const text = `<script>alert(1)</script>${hostileMarkdown['open emphasis']}`;
    const { html } = await thread.render(text, 'one');
    expect(html).toMatch(/^<pre>&lt;script&gt;alert\(1\)&lt;\/script&gt;\*a_/);
  });

  it('goes on with the same thread after a text that took too long', async () => {
    const thread = start({ deadlineMs: 200 });
    await thread.render(hostileMarkdown['open emphasis'] ?? '', 'one');
    expect((await thread.render('*fine*', 'one')).html).toBe('<p><em>fine</em></p>');
  });

  it('renders a text once, whoever shows it and however many at the same time', async () => {
    const asked: string[] = [];
    const thread = start({ observe: (outcome) => asked.push(outcome) });
    await Promise.all([1, 2, 3].map(() => thread.render('# a', 'one')));
    await thread.render('# a', 'two');
    expect(asked).toEqual(['rendered']);
  });

  it('spends no more than its budget on a repository, and other repositories do not notice', async () => {
    const outcomes: string[] = [];
    const thread = start({
      deadlineMs: 100,
      budgetMs: 250,
      waitMs: 60_000,
      observe: (outcome) => outcomes.push(outcome),
    });
    const text = hostileMarkdown['open emphasis'] ?? '';
    const hostile = Array.from({ length: 30 }, (_, index) => thread.render(`${index} ${text}`, 'hostile'));
    const other = await thread.render('*fine*', 'other');
    expect(other.html).toBe('<p><em>fine</em></p>');
    for (const { html } of await Promise.all(hostile)) expect(html).toMatch(/^<pre>/);
    expect(outcomes.filter((outcome) => outcome === 'too slow').length).toBeLessThanOrEqual(3);
    expect(outcomes.filter((outcome) => outcome === 'over budget').length).toBeGreaterThanOrEqual(27);
  });

  it('does not let a page wait for longer than it may', async () => {
    const outcomes: string[] = [];
    const thread = start({ waitMs: 5, observe: (outcome) => outcomes.push(outcome) });
    expect((await thread.render(hostileMarkdown.headings ?? '', 'one')).html).toMatch(/^<pre># a/);
    expect(outcomes[0]).toBe('kept waiting');
  });

  it('lets a repository spend again in the next minute', async () => {
    let now = 0;
    // Any rendering takes longer than this, so one is all that a minute has time for.
    const thread = start({ budgetMs: 0.001, now: () => now });
    await thread.render('*now*', 'one');
    expect((await thread.render('*later*', 'one')).html).toBe('<pre>*later*</pre>');
    now = 61_000;
    expect((await thread.render('*later*', 'one')).html).toBe('<p><em>later</em></p>');
  });
});
