import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderComment } from '../../../src/domain/comment/comment.ts';
import { noParts } from '../../../src/domain/comment/comment-parts.ts';
import { type Known, plan } from '../../../src/domain/decide/plan.ts';
import type { Autonomy } from '../../../src/domain/issue/decision.ts';
import { decided, decision, issue, meanings, settings, usualLabels } from '../words.ts';

const known = (over: Partial<Known> = {}): Known => ({ meanings: usualLabels, removedByPeople: [], ...over });
const apply = settings({ mode: 'apply' });
const inShort = (actions: ReturnType<typeof plan>) =>
  actions.map((action) => {
    if (action.kind === 'comment.upsert') return 'comment';
    if (action.kind === 'assignee.add') return `@${action.login}`;
    if (action.kind === 'label.add') return `+${action.label}`;
    return action.kind === 'label.remove' ? `-${action.label}` : action.kind;
  });
const similar = [
  {
    number: 3,
    title: '',
    state: 'open' as const,
    stateReason: null,
    labels: [],
    similarity: 0.9,
    shared: [],
  },
];

describe('labels', () => {
  it.each([
    ['a missing label is added', {}, {}, ['+bug']],
    ['one that stands is not', { labels: ['Bug'] }, {}, []],
    ['one that a person took away stays away', {}, { removedByPeople: ['BUG'] }, []],
    ["a person's choice in the dimension stands", { labels: ['enhancement'] }, {}, []],
    ['an area beside it does not matter', { labels: ['area/api', 'good first issue'] }, {}, ['+bug']],
    [
      'an own untouched label is replaced',
      { labels: ['enhancement'] },
      { ownLabels: ['enhancement'] },
      ['+bug', '-enhancement'],
    ],
    [
      'an own one beside a person’s is not',
      { labels: ['enhancement', 'bug-report'] },
      {
        ownLabels: ['enhancement'],
        meanings: [
          ...usualLabels,
          {
            label: { id: 99, name: 'bug-report', color: '', description: '' },
            dimension: 'category' as const,
            value: 'bug',
            reason: '',
          },
        ],
      },
      [],
    ],
    ['nothing on a locked issue', { locked: true }, { asked: true }, []],
    ['nothing with no-triage', { labels: ['No-Triage'] }, { asked: true }, []],
    ['nothing on a closed issue', { state: 'closed' as const }, {}, []],
    ['but where a person asked', { state: 'closed' as const }, { asked: true }, ['+bug']],
    ['nothing on a bot’s issue', { author: { login: 'x[bot]', id: 2, kind: 'bot' as const } }, {}, []],
    ['nothing after /ignore', {}, { ignored: true, asked: true }, []],
    ['nothing that the repository lacks', {}, { meanings: [] }, []],
  ])('%s', (_name, over, knows, expected) => {
    expect(inShort(plan(decision(), issue(over), apply, known(knows)))).toEqual(expected);
  });

  it('carries the id of the label and why', () => {
    expect(plan(decision(), issue(), apply, known())).toEqual([
      {
        ...{ kind: 'label.add', label: 'bug', labelId: 1 },
        why: { code: 'reached_threshold', confidence: 0.92, threshold: 0.8 },
      },
    ]);
  });

  it('comes with its reason where GitHub takes one, and is not asked for again while it is held', () => {
    const missing = [{ dimension: 'workflow' as const, value: 'waiting', reason: '' }].map((each) => ({
      ...each,
      label: { id: 77, name: 'needs-info', color: '', description: '' },
    }));
    const asks = settings({
      mode: 'apply',
      missing_information: { label: 'needs-info' },
      comments: { when: 'never' },
    });
    const knows = { takesReasons: true, meanings: [...usualLabels, ...missing] };
    const of = (over: Partial<Known> = {}) =>
      plan(decision({ missing: ['Version'] }), issue(), asks, known({ ...knows, ...over })).map((action) =>
        action.kind === 'label.add' ? [action.label, action.intent] : [action.kind],
      );
    expect(of()).toEqual([
      ['bug', { rationale: expect.stringContaining('92% confident'), confidence: 'low' }],
      ['needs-info', { rationale: '`Requested information is missing.`', confidence: 'high' }],
    ]);
    expect(of({ pending: ['Bug'] }).map(([name]) => name)).toEqual(['needs-info']);
    expect(of({ takesReasons: false })).toEqual([
      ['bug', undefined],
      ['needs-info', undefined],
    ]);
  });

  it.each(['observe', 'suggest'] as const)('are not written at %s', (autonomy) => {
    expect(plan(decision({ values: [decided({ autonomy })] }), issue(), apply, known())).toEqual([]);
  });

  it('are not written when the label means another thing by now', () => {
    const values = [decided({ dimension: 'priority', value: 'high', label: 'area/api' })];
    expect(plan(decision({ values }), issue(), apply, known())).toEqual([]);
  });

  it.each([
    [{ authors: ['octo*'] }, {}],
    [{ labels: ['wip*'] }, { labels: ['WIP: later'] }],
    [{ titles: ['*release checklist*'] }, { title: 'The Release Checklist 2.0' }],
  ])('are not written where the settings ignore %j', (ignore, over) => {
    expect(plan(decision(), issue(over), settings({ mode: 'apply', ignore }), known())).toEqual([]);
    expect(plan(decision(), issue(over), apply, known())).not.toEqual([]);
  });
});

describe('the label for missing information', () => {
  const lacking = decision({ values: [], missing: ['Version'] });
  const quiet = settings({ mode: 'apply', missing_information: { comment: false } });
  it.each([
    ['goes on while something is missing', lacking, {}, {}, ['+needs-info']],
    ['is not repeated', lacking, { labels: ['needs-info'] }, {}, []],
    ['is not put back', lacking, {}, { removedByPeople: ['needs-info'] }, []],
    [
      'goes off when given',
      decision({ values: [] }),
      { labels: ['needs-info'] },
      { ownLabels: ['needs-info'] },
      ['-needs-info'],
    ],
    ["stays when it is a person's", decision({ values: [] }), { labels: ['needs-info'] }, {}, []],
  ])('%s', (_name, given, over, knows, expected) => {
    expect(inShort(plan(given, issue(over), quiet, known(knows)))).toEqual(expected);
  });

  it.each([
    ['info-needed', '+info-needed'],
    ['Needs Info', '+Needs Info'],
    ['needs more information', '+needs more information'],
    ['waiting-for-reply', '+waiting-for-reply'],
    ['triage/needs-information', '+triage/needs-information'],
    ['Awaiting author response', '+Awaiting author response'],
    ['needs-review', undefined],
    ['area/information', undefined],
    ['needs design', undefined],
  ])('is found by meaning: %s', (name, expected) => {
    const named = known({ meanings: meanings('bug', name) });
    expect(inShort(plan(lacking, issue(), quiet, named))).toEqual(expected ? [expected] : []);
    expect(inShort(plan(lacking, issue({ labels: [name] }), quiet, named))).toEqual([]);
  });

  it('is none where another one says so already', () => {
    const named = known({ meanings: meanings('needs-info', 'waiting-for-reply') });
    expect(inShort(plan(lacking, issue(), quiet, named))).toEqual(['+needs-info']);
    expect(inShort(plan(lacking, issue({ labels: ['waiting-for-reply'] }), quiet, named))).toEqual([]);
  });

  it.each([
    ['apply', 'observe', []],
    ['auto', 'suggest', []],
    ['suggest', 'apply', ['+needs-info']],
  ] as const)('follows a mode of its own: %s, but %s', (mode, own, expected) => {
    const given = settings({
      ...{ mode, missing_information: { comment: false } },
      labels: { modes: { 'Needs-Info': own } },
    });
    expect(inShort(plan(lacking, issue(), given, known()))).toEqual(expected);
  });
});

describe('the comment', () => {
  const related = decision({ values: [], similar });
  const body = plan(related, issue(), apply, known())[0];
  const standing = {
    body: body?.kind === 'comment.upsert' ? body.body : '',
    deleted: false,
    parts: (body?.kind === 'comment.upsert' && body.parts) || null,
  };
  it.each([
    ['when there is a closely related issue', related, apply, {}, ['comment']],
    ['not when there is nothing to say', decision({ values: [] }), apply, {}, []],
    ['not when the settings say never', related, settings({ comments: { when: 'never' } }), {}, []],
    ['not in mode observe', related, settings({ mode: 'observe' }), {}, []],
    ['not when it stands as it would be', related, apply, { comment: standing }, []],
    ['not when a person deleted it', related, apply, { comment: { ...standing, deleted: true } }, []],
    [
      'to say that there is nothing to say any more',
      decision({ values: [] }),
      apply,
      { comment: standing },
      ['comment'],
    ],
    [
      'but only once',
      decision({ values: [] }),
      apply,
      { comment: { body: renderComment(noParts), deleted: false, parts: noParts } },
      [],
    ],
  ])('%s', (_name, given, set, knows, expected) => {
    expect(inShort(plan(given, issue(), set, known(knows)))).toEqual(expected);
  });
});

it('whatever the past, no label of a person is removed, and none is put back', () => {
  const names = usualLabels.map(({ label }) => label.name);
  const some = fc.subarray(names);
  const anyValue = fc.constantFrom(...usualLabels).map(({ label, dimension, value }) =>
    decided({
      label: label.name,
      dimension: dimension === 'workflow' || dimension === 'none' ? 'area' : dimension,
      value,
    }),
  );
  fc.assert(
    fc.property(
      some,
      some,
      some,
      fc.array(anyValue, { maxLength: 4 }),
      fc.boolean(),
      (labels, ownLabels, removedByPeople, values, lacks) => {
        const given = decision({ values, missing: lacks ? ['Version'] : [] });
        for (const action of plan(given, issue({ labels }), apply, known({ ownLabels, removedByPeople }))) {
          if (action.kind === 'label.remove') expect(ownLabels).toContain(action.label);
          if (action.kind === 'label.add') {
            expect(removedByPeople).not.toContain(action.label);
            expect(labels).not.toContain(action.label);
          }
        }
      },
    ),
    { numRuns: 2000 },
  );
});

describe('routing', () => {
  const routing = {
    team: 'backend',
    teamLabel: 'team/backend',
    assignee: 'bea',
    autonomy: 'apply' as const,
    reasons: ['backend looks after it'],
  };
  const routed = (over: Partial<typeof routing> = {}) => ({
    ...decision({ values: [] }),
    routing: { ...routing, ...over },
  });
  const teamLabel = usualLabels.find(({ dimension }) => dimension === 'area')?.label.name ?? '';

  it("puts on the team's label and assigns, where the settings say so", () => {
    const actions = plan(routed({ teamLabel }), issue(), apply, known());
    expect(inShort(actions)).toEqual([`+${teamLabel}`, '@bea']);
  });

  it('only shows what is suggested', () => {
    const suggested = { ...routed({ teamLabel }), routing: { ...routing, autonomy: 'suggest' as const } };
    expect(plan(suggested, issue(), apply, known())).toEqual([]);
  });

  it('writes of person and team what each has earned', () => {
    const of = (autonomy: Autonomy, teamAutonomy: Autonomy) => {
      const mixed = { ...routed({ teamLabel }), routing: { ...routing, teamLabel, autonomy, teamAutonomy } };
      return inShort(plan(mixed, issue(), apply, known()));
    };
    expect(of('apply', 'suggest')).toEqual(['@bea']);
    expect(of('observe', 'apply')).toEqual([`+${teamLabel}`]);
  });

  it('leaves somebody in their place, and what a person changed', () => {
    expect(plan(routed(), issue({ assignees: ['ann'] }), apply, known())).toEqual([]);
    expect(plan(routed(), issue(), apply, known({ assigned: true }))).toEqual([]);
    const takenAway = known({ removedByPeople: [teamLabel], assigned: true });
    expect(plan(routed({ teamLabel }), issue(), apply, takenAway)).toEqual([]);
  });
});
