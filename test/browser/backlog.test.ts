import { describe, expect, it } from 'vitest';
import { chromiumPath } from '../support/browser.ts';
import { expectReadableAtAnyWidth, widths } from './expect-readable.ts';
import { useConsole } from './use-console.ts';

describe.skipIf(!chromiumPath)('the backlog in a browser', () => {
  const house = useConsole();

  it.each(widths)(
    'shows the replay and the preview without a fault, %i px wide',
    { timeout: 120_000 },
    async (width) => {
      const { context, alarms } = await house.open({
        viewport: { width, height: 800 },
      });
      const page = await context.newPage();
      for (const path of ['/harbour/tide/backlog', '/setup/installed']) {
        await page.goto(path);
        if (path.endsWith('backlog')) await page.getByText('of the newest 3').waitFor();
        await expectReadableAtAnyWidth(page, path);
      }
      expect(alarms).toEqual([]);
      await context.close();
    },
  );

  it('asks for a triage of each open issue, once a day', async () => {
    const post = () =>
      house.served.app.request('/harbour/tide/backlog', {
        ...{ method: 'POST', headers: { cookie: house.cookie, origin: 'http://127.0.0.1' } },
      });
    expect((await post()).headers.get('location')).toBe('/harbour/tide/backlog?asked=3');
    await post();
    const asked = house.served.box.asked.filter(({ asked }) => asked.kind === 'command');
    expect(asked.map(({ number }) => number)).toEqual([9, 8, 7]);
  });
});
