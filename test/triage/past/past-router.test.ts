import { expect, it } from 'vitest';
import { parseCodeowners } from '../../../src/domain/routing/codeowners.ts';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import { createPastRouter } from '../../../src/triage/past/past-router.ts';
import type { TaughtIssue } from '../../../src/triage/ports/models.ts';

const fault = (number: number, given: Partial<NonNullable<TaughtIssue['handling']>> = {}): TaughtIssue => ({
  number,
  title: 'The tide table is an hour late in winter',
  body: 'The tide table shows every tide an hour late once daylight saving time has ended.',
  ...{ labels: [], labeledAt: null },
  handling: {
    ...{ author: 'rita', createdAt: `2026-01-${String(number).padStart(2, '0')}T00:00:00Z` },
    ...{ assigned: [], closed: null },
    ...given,
  },
});
const sources = { settings: defaultSettings, codeowners: [], repository: 'acme/keep' };
const closed = (by: string, day: number) => ({
  by,
  at: `2026-01-${String(day).padStart(2, '0')}T12:00:00Z`,
});

it('goes by those who had closed similar issues by then, and by nobody else', async () => {
  const router = createPastRouter(sources);
  expect(await router.route(fault(1, { closed: closed('mona', 20) }), [])).toMatchObject({ people: [] });
  // The first was still open.
  expect(await router.route(fault(2, { closed: closed('tess', 3) }), [])).toMatchObject({ people: [] });
  expect(await router.route(fault(4, { closed: closed('tess', 5) }), [])).toMatchObject({
    people: [{ name: 'tess', right: true }],
  });
  expect(await router.route(fault(21, { closed: closed('rita', 22) }), [])).toEqual({
    ...{ number: 21, handled: false, teams: [] },
    people: expect.arrayContaining([
      { name: 'tess', right: null },
      { name: 'mona', right: null },
    ]),
  });
});

it('leaves out authors who closed their own issues, and issues without a known past', async () => {
  const router = createPastRouter(sources);
  await router.route(fault(1, { closed: closed('rita', 2) }), []);
  expect(await router.route(fault(3), [])).toMatchObject({ people: [] });
  expect(await router.route({ number: 4, title: 'x', body: '', labels: [], labeledAt: null }, [])).toBeNull();
});

it('asks CODEOWNERS by the paths of the text', async () => {
  const codeowners = parseCodeowners('/tides/ @otto @acme/tides\n');
  const router = createPastRouter({ ...sources, codeowners });
  const trace = { ...fault(1, { assigned: ['otto'] }), body: 'It fails in tides/table.ts at night.' };
  expect(await router.route(trace, [])).toEqual({
    ...{ number: 1, handled: true },
    people: [{ name: 'otto', right: true }],
    // Nothing is known of its people.
    teams: [{ name: 'acme/tides', right: null }],
  });
});
