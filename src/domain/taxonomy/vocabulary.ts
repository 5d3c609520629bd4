import type { Dimension } from '../issue/decision.ts';
import { fold, inOtherLanguages } from './languages.ts';

/** A list of phrases, one comma between two. */
export function listed(text: string): string[] {
  return text.split(',').map((phrase) => phrase.trim());
}

/** Each vocabulary's phrases with their values; the first value of a phrase counts. */
const indexes = new WeakMap<Record<string, readonly string[]>, Map<string, string>>();

/** The value of a vocabulary that a phrase stands for, with or without its accents; null for any other phrase. */
export function wordedAs(vocabulary: Record<string, readonly string[]>, phrase: string): string | null {
  let index = indexes.get(vocabulary);
  if (!index) {
    index = new Map();
    for (const [value, phrases] of Object.entries(vocabulary))
      for (const each of phrases) if (!index.has(each)) index.set(each, value);
    indexes.set(vocabulary, index);
  }
  return index.get(phrase) ?? index.get(fold(phrase)) ?? null;
}

/** How repositories name the common values. Only true synonyms: `crash` or `regression` is narrower than a bug. */
export const categoryWords: Record<string, readonly string[]> = {
  bug: [
    ...inOtherLanguages('bug'),
    ...listed(`bug, bugs, bug report, bugreport, bug fix, bugfix, defect, defects, error, fault, broken,
    confirmed bug, bug confirmed, possible bug, potential bug, unconfirmed bug, bug unconfirmed,
    problem`),
  ],
  feature: [
    ...inOtherLanguages('feature'),
    ...listed(`feature, features, feat, feature request, feature requests, featurerequest, new feature, request,
    enhancement, enhancements, enhancement request, improvement, improvements, suggestion,
    suggestions, idea, ideas, proposal, rfe, wish, wishlist, function request, feature idea,
    feature proposal, enhancement feature, feature enhancement, feature improvement, change request, story, user story`),
  ],
  question: [
    ...inOtherLanguages('question'),
    ...listed(`question, questions, support, support request, support question, help, how to, howto, usage,
    usage question, q&a, q a, qa question, questions and help, help question, support usage, service request`),
  ],
  documentation: [
    ...inOtherLanguages('documentation'),
    ...listed(`documentation, docs, doc, document, documentation request, docs request, docs bug, doc bug,
    documentation bug, documentation issue, docs issue, docs improvement, api docs, doc improvement`),
  ],
};

export const priorityWords: Record<string, readonly string[]> = {
  critical: [
    ...listed(`critical, critical urgent, urgent, highest, blocker, release blocker, emergency, showstopper,
    immediate, top, very high, asap`),
    ...inOtherLanguages('critical'),
    ...inOtherLanguages('highest'),
  ],
  high: [
    ...listed(`high, important, important soon, major, soon, severe, higher`),
    ...inOtherLanguages('important'),
    ...inOtherLanguages('high'),
  ],
  medium: [
    ...listed(`medium, moderate, normal, mid, med, middle, average, default, important longterm, regular`),
    ...inOtherLanguages('medium'),
  ],
  low: [
    ...listed(`low, lowest, lower, minor, trivial, backlog, nice to have, awaiting more evidence, someday,
    very low, cosmetic, eventually`),
    ...inOtherLanguages('low'),
  ],
};

/** Priority words that say so without a prefix; `minor` alone may be a release, `medium` anything. */
const englishPriorities: Record<string, string> = {
  critical: 'critical',
  urgent: 'critical',
  blocker: 'critical',
  'release blocker': 'critical',
  showstopper: 'critical',
  important: 'high',
  'high priority': 'high',
  'high prio': 'high',
  'top priority': 'critical',
  'critical priority': 'critical',
  'medium priority': 'medium',
  'normal priority': 'medium',
  'low priority': 'low',
  'low prio': 'low',
  'high severity': 'high',
  'medium severity': 'medium',
  'low severity': 'low',
  'critical bug': 'critical',
  priority: 'high',
};

const stepsInOtherLanguages = {
  critical: [...inOtherLanguages('critical'), ...inOtherLanguages('highest')],
  high: [...inOtherLanguages('important'), ...inOtherLanguages('high')],
  medium: inOtherLanguages('medium'),
  low: inOtherLanguages('low'),
};

/** `hohe Priorität`, `prioridad alta`, `高优先级`: a step and the word for priority, in either order, with a blank or without. */
function* prioritiesInOtherLanguages(): Generator<[string, string]> {
  for (const [step, words] of Object.entries(stepsInOtherLanguages))
    for (const word of words)
      for (const priority of inOtherLanguages('priorityPrefix'))
        for (const between of /\p{Script=Latin}|\p{Script=Cyrillic}/u.test(word) ? [' '] : ['', ' ']) {
          yield [`${word}${between}${priority}`, step];
          yield [`${priority}${between}${word}`, step];
        }
}

/** Phrases that tell a priority without a prefix. What is critical or important says so alone; a lone `high` doesn't. */
export const plainPriorities: ReadonlyMap<string, string> = new Map([
  ...prioritiesInOtherLanguages(),
  ...inOtherLanguages('important').map((word) => [word, 'high'] as const),
  ...inOtherLanguages('critical').map((word) => [word, 'critical'] as const),
  ...Object.entries(englishPriorities),
]);

/** Steps that tell a priority only beside each other: `high`, `medium` and `low`, in any language. */
export const bareSteps: Record<string, readonly string[]> = {
  high: ['high', ...inOtherLanguages('high')],
  medium: ['medium', 'mid', ...inOtherLanguages('medium')],
  low: ['low', ...inOtherLanguages('low')],
};

const criticalWords = ['critical', ...inOtherLanguages('critical')];

/** Whether a phrase is a word for critical and one for a bug, in either order: `kritischer Fehler`, `erreur critique`, `严重缺陷`. */
export function isCriticalBug(phrase: string): boolean {
  const folded = fold(phrase);
  return criticalWords.some((word) => {
    const rest = folded.startsWith(word)
      ? folded.slice(word.length).replace(/^(?:な|的)/u, '')
      : folded.endsWith(word)
        ? folded.slice(0, -word.length)
        : '';
    return rest !== '' && wordedAs(categoryWords, rest.trim()) === 'bug';
  });
}

/** A prefix that says what was filed, before a word for a category: `template: bug`, `site-request`. */
export const filingWords: ReadonlySet<string> = new Set(
  listed(`template, issue, issues, ticket, site, website, report, form, request, user, tracker, label`),
);

export const effortWords: Record<string, readonly string[]> = {
  small: [
    ...listed(`xs, s, small, tiny, extra small, low, easy, simple, trivial, quick, minutes, hours, starter,
    beginner, 1, 2, 0.5`),
    ...inOtherLanguages('small'),
  ],
  medium: [
    ...listed(`m, medium, moderate, intermediate, normal, mid, days, 3, 5`),
    ...inOtherLanguages('average'),
  ],
  large: [
    ...listed(`l, xl, xxl, large, big, huge, extra large, high, hard, difficult, complex, challenging, advanced,
    expert, weeks, months, tough, 8, 13, 21, 34`),
    ...inOtherLanguages('large'),
  ],
};

/** Kinds of problems and of work: narrower than a category, and no topic whose text one would know it by. */
export const kindWords: ReadonlySet<string> = new Set([
  ...inOtherLanguages('kind'),
  ...listed(`regression, regressions, flake, flakes, flaky, flaky test, flaky tests, unreliable test,
    test failure, test failures, failing test, failing tests, refactor, refactoring, refactors, clean, cleanup,
    clean up, code cleanup, tech debt, technical debt, code quality, code health, maintenance, housekeeping,
    deprecate, typo, typos`),
]);

/** What else a family of types or kinds holds beside the common categories: not the parts of a project. */
export const typeWords: ReadonlySet<string> = new Set(
  listed(`task, chore, epic, story, user story, sub task, subtask, discussion, test, tests, testing, security, performance, perf,
    release, tracking, tracking issue, meta, rfc, design, spike, investigation, research, build, ci, style, revert, deprecation,
    breaking change, duplicate, invalid, wontfix, stale, blocker, incident, vulnerability, crash, internal, other, misc, dependency,
    dependencies, upgrade, announcement, feedback, usability, accessibility, ux, ui, api, infrastructure, example, examples`),
);

/** What a prefix says about what follows it. A single letter counts only before a clear mark or a hyphen. */
export const prefixes: Record<Dimension | 'workflow' | 'hyphenWorkflow' | 'team', ReadonlySet<string>> = {
  category: new Set([
    ...listed(`type, kind, category, cat, c, t, issue type, issue kind, nature`),
    ...inOtherLanguages('categoryPrefix'),
  ]),
  priority: new Set([
    ...listed(`priority, prio, pri, p, severity, sev, severe, importance, urgency, criticality`),
    ...inOtherLanguages('priorityPrefix'),
  ]),
  effort: new Set([
    ...listed(`effort, size, estimate, estimation, est, complexity, difficulty, points, point, sp, story points,
    story point, cost, tshirt, t shirt`),
    ...inOtherLanguages('effortPrefix'),
  ]),
  area: new Set([
    ...inOtherLanguages('areaPrefix'),
    ...listed(`area, a, comp, component, components, module, mod, package, packages, pkg, plugin, subsystem,
    scope, topic, theme, domain, os, arch, platform, browser, lang, language, provider, integration,
    sig, lib, library, app, service, section, feature, api, ext, extension, backend, frontend,
    device, env, environment, product, project, subtype, f, e, b, o, l, d, i, tag, interface, cloud`),
  ]),
  workflow: new Set([
    ...inOtherLanguages('workflowPrefix'),
    ...listed(`status, state, stat, stage, lifecycle, triage, triaged, resolution, resolved, closed, needs,
    need, waiting, waiting for, awaiting, blocked, blocked by, blocks, do not merge, pr, prtype,
    pull request, review, reviewed, s, r, target, action, backport, cherry pick, cp, release,
    release note, release notes, changelog, semver, version, v, affects, found in release, milestone,
    cla, cncf cla, ok to, ci, ciflow, kokoro, tide, bot, auto, merge, merged, in flight, api review,
    workflow, resolution, process, meta, contribution, contributions, meeting, fyi, linear, close,
    has, lts watch, dont land on, backported to, merge to, quality scale, trigger, created by, by, for,
    dco, impact, rebuild, skill, exp, expertise, actions, repro, qa, qe, verification, verified`),
  ]),
  /** `E-mentor` and `B-unstable`, but not `e: impeller`. */
  hyphenWorkflow: new Set(listed(`e, b`)),
  team: new Set(
    listed(
      `team, squad, owner, oncall, wg, workgroup, working group, group, customer, partner, client, crew`,
    ),
  ),
};
