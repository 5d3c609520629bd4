import { describe, expect, it } from 'vitest';
import type { DecidedValue } from '../../../src/domain/issue/decision.ts';
import { parseCodeowners } from '../../../src/domain/routing/codeowners.ts';
import {
  type RoutingEvidence,
  rankOwners,
  route,
  routingLogins,
} from '../../../src/domain/routing/routing.ts';
import { parseSettings } from '../../../src/domain/settings/parse-settings.ts';

const codeowners = parseCodeowners(`
*          @ann
/server/   @sam @sue
/web/      @acme/frontend
`);
const person = (login: string) => ({ login, id: 1, kind: 'person' as const });
const value = (label: string, autonomy: DecidedValue['autonomy']): DecidedValue => ({
  dimension: 'area',
  value: label,
  confidence: 0.9,
  label,
  autonomy,
  threshold: 0.8,
  why: '',
  reasons: [],
  decidedBy: [],
});

const evidence = (
  given: Partial<RoutingEvidence> & { body?: string; labels?: string[] } = {},
): RoutingEvidence => ({
  issue: { title: 'It breaks', body: given.body ?? '', labels: given.labels ?? [], assignees: [] },
  values: [],
  codeowners,
  closers: [],
  load: new Map(),
  ...given,
});
const settings = (text: string) => {
  const read = parseSettings(text);
  if (!('settings' in read)) throw new Error(read.problems.join());
  return read.settings;
};
const plain = settings('');
const teams = settings(`
routing:
  mode: apply
  teams:
    backend: { labels: ['area/api', 'area/db*'], members: [bo, bea], label: team/backend }
    frontend: { labels: [area/web], members: [fay] }
  absent: [bo]
`);
const trace = 'at run (/srv/build/server/upload.js:3:1)';

describe('routing', () => {
  it('says nothing where nothing speaks for anybody', () => {
    expect(route(evidence({ body: 'README.md is wrong, and docs/a.md' }), plain)).toBeNull();
  });

  it('finds the owners of a file that a stack trace names, whatever machine it ran on', () => {
    const found = route(evidence({ body: trace }), plain);
    expect(found).toMatchObject({ team: null, assignee: 'sam', autonomy: 'suggest' });
    expect(found?.reasons).toEqual([{ code: 'owner', login: 'sam', of: '/srv/build/server/upload.js' }]);
  });

  it.each([
    ['at run (/usr/src/app/keep/store/disk.py:3)', 'dee'],
    ['File "/opt/venv/lib/python3.12/site-packages/keep/store/disk.py"', 'dee'],
    ['ERROR [keep.store.disk] cannot write', 'dee'],
    ['at x (/app/node_modules/@acme/widgets/dist/a.js:1:1)', 'wim'],
    ['goroutine 1: internal/cache/evict.go:88', 'gus'],
    ['https://github.com/acme/keep/blob/main/keep/store/disk.py#L3', 'dee'],
    ['\t/home/bob/go/src/github.com/acme/keep/internal/cache/evict.go:88', 'gus'],
    // A person's own files, and the packages of others.
    ['File "/home/me/proj/sendmail_test.py", line 3', null],
    ['File "/home/me/proj/src/main.py", line 3', null],
    ['File "/srv/sendmail_test.py", line 3', null],
    ['File "/venv/lib/python3.12/site-packages/requests/sendmail_test.py"', null],
    ['at x (/app/node_modules/express/src/router.js:1:1)', null],
    ['\t/go/pkg/mod/github.com/other/lib@v1.0.0/internal/cache/evict.go:88', null],
    ['ERROR [other.store.disk] cannot write', null],
  ])('%s belongs to %s', (body, login) => {
    const rules = parseCodeowners(`
* @ann
*_test.py @tess
/src/ @sol
/keep/ @kim
/keep/store/ @dee
/packages/widgets/ @wim
/internal/cache/ @gus
`);
    const found = route(evidence({ body, codeowners: rules, repository: 'acme/keep' }), plain);
    expect(found?.assignee ?? null).toBe(login);
  });

  it.each([
    ['tests', null],
    ['components', null],
    ['integration: hue', 'hugo'],
    ['docs', 'doc'],
  ])('the area %s belongs to %s', (label, login) => {
    const rules = parseCodeowners(`
/docs/ @doc
/keep/components/hue/ @hugo
/keep/components/hue/docs/ @hugo
/tests/components/hue/ @hugo
/keep/components/zwave/ @zoe
/keep/components/zwave/tests/ @zoe
`);
    const found = route(evidence({ labels: [label], codeowners: rules }), plain);
    expect(found?.assignee ?? null).toBe(login);
  });

  it('takes of several owners the one with the fewest open issues', () => {
    expect(route(evidence({ body: trace, load: new Map([['sam', 3]]) }), plain)?.assignee).toBe('sue');
  });

  it('finds the owners of the folder that an area is called by', () => {
    expect(route(evidence({ labels: ['area/server'] }), plain)?.assignee).toBe('sam');
    expect(route(evidence({ values: [value('area: server', 'suggest')] }), plain)?.assignee).toBe('sam');
    expect(route(evidence({ values: [value('area: server', 'observe')] }), plain)).toBeNull();
  });

  it('names the team of CODEOWNERS, and one of its people where the settings know them', () => {
    const asked = evidence({ body: 'web/main.ts fails' });
    expect(route(asked, plain)).toMatchObject({ team: 'acme/frontend', assignee: null });
    expect(route(asked, teams)).toMatchObject({ team: 'frontend', assignee: 'fay' });
  });

  it('asks who closed similar issues, people only', () => {
    const closers = [
      { by: person('cleo'), number: 7, similarity: 0.9 },
      { by: { login: 'stale[bot]', id: 2, kind: 'bot' as const }, number: 8, similarity: 0.9 },
    ];
    expect(route(evidence({ closers }), plain)).toMatchObject({
      assignee: 'cleo',
      reasons: [{ code: 'closed_similar', login: 'cleo', number: 7 }],
    });
    expect(
      route(evidence({ closers: [{ by: person('cleo'), number: 7, similarity: 0.3 }] }), plain),
    ).toBeNull();
    expect(route(evidence({ closers }), settings('routing: { history: false }'))).toBeNull();
  });

  it("follows the settings' teams, skips the absent, and applies where told to", () => {
    const asked = evidence({ labels: ['area/api', 'area/db-pool'], body: trace });
    expect(route(asked, teams)).toEqual({
      team: 'backend',
      teamLabel: 'team/backend',
      assignee: 'bea',
      autonomy: 'apply',
      teamAutonomy: 'apply',
      reasons: [
        { code: 'team_labels', team: 'backend', labels: ['area/api', 'area/db-pool'] },
        { code: 'least_load', login: 'bea', team: 'backend' },
      ],
    });
    expect(route(asked, { ...teams, mode: 'suggest' })?.autonomy).toBe('suggest');
  });

  it('assigns in auto mode who has earned it, and suggests everybody else', () => {
    const auto = { ...teams, routing: { ...teams.routing, mode: 'auto' as const } };
    const asked = evidence({ labels: ['area/api'] });
    const why = { code: 'reached_target', right: 30, total: 31, lowerBound: 0.88 } as const;
    expect(route(asked, auto)).toMatchObject({ autonomy: 'suggest', teamAutonomy: 'suggest' });
    const earned = route(asked, auto, { 'person:bea': { autonomy: 'apply', why } });
    expect(earned).toMatchObject({ autonomy: 'apply', teamAutonomy: 'suggest', why: { assignee: why } });
    expect(route(asked, auto, { 'team:backend': { autonomy: 'apply', why } })).toMatchObject({
      ...{ autonomy: 'suggest', teamAutonomy: 'apply' },
    });
    expect(route(asked, auto, { 'person:bea': { autonomy: 'observe', why } })?.autonomy).toBe('observe');
    // Settings that write nothing, or suggest only, go before any record.
    const all = { 'person:bea': { autonomy: 'apply', why } } as const;
    expect(route(asked, { ...auto, mode: 'suggest' }, all)?.autonomy).toBe('suggest');
    expect(route(asked, { ...auto, routing: { ...auto.routing, mode: 'suggest' } }, all)?.autonomy).toBe(
      'suggest',
    );
  });

  it('ranks those who come next', () => {
    const closers = [
      { by: person('cleo'), number: 7, similarity: 0.9 },
      { by: person('dora'), number: 8, similarity: 0.4 },
      { by: person('dora'), number: 9, similarity: 0.4 },
      { by: person('emil'), number: 5, similarity: 0.2 },
    ];
    expect(rankOwners(evidence({ closers }), plain).people).toEqual(['cleo', 'dora', 'emil']);
    const both = evidence({ labels: ['area/web', 'area/api', 'area/db'], closers });
    expect(rankOwners(both, teams).teams.map(({ name }) => name)).toEqual(['backend', 'frontend']);
    expect(rankOwners(both, teams).people).toEqual(['bea', 'cleo', 'dora', 'emil']);
  });

  it('leaves an issue that somebody has, and a repository that wants none of it', () => {
    const taken = evidence({ body: trace });
    expect(route({ ...taken, issue: { ...taken.issue, assignees: ['ann'] } }, plain)).toBeNull();
    expect(route(evidence({ body: trace }), settings('routing: { mode: off }'))).toBeNull();
    expect(route(evidence({ body: trace }), settings('routing: { codeowners: false }'))).toBeNull();
  });

  it('knows whose open issues matter', () => {
    const closers = [{ by: person('Cleo'), number: 7, similarity: 0.9 }];
    expect(routingLogins({ codeowners, closers }, teams)).toEqual([
      'ann',
      'sam',
      'sue',
      'bo',
      'bea',
      'fay',
      'cleo',
    ]);
  });
});
