/** A list of phrases, one comma between two. */
export function listed(text: string): string[] {
  return text.split(',').map((phrase) => phrase.trim());
}

/** The value of a vocabulary that a phrase stands for, or null. */
export function wordedAs(vocabulary: Record<string, readonly string[]>, phrase: string): string | null {
  return Object.entries(vocabulary).find(([, phrases]) => phrases.includes(phrase))?.[0] ?? null;
}

/** How repositories name the common values. Only true synonyms: `crash` or `regression` is narrower than a bug. */
export const categoryWords: Record<string, readonly string[]> = {
  bug: listed(`bug, bugs, bug report, bugreport, bug fix, bugfix, defect, defects, error, fault, broken,
    confirmed bug, bug confirmed, possible bug, potential bug, unconfirmed bug, bug unconfirmed,
    problem, fehler, erreur, не работает, 缺陷, バグ`),
  feature:
    listed(`feature, features, feat, feature request, feature requests, featurerequest, new feature, request,
    enhancement, enhancements, enhancement request, improvement, improvements, suggestion,
    suggestions, idea, ideas, proposal, rfe, wish, wishlist, function request, feature idea,
    feature proposal, enhancement feature, feature enhancement, feature improvement`),
  question:
    listed(`question, questions, support, support request, support question, help, how to, howto, usage,
    usage question, q&a, q a, qa question, questions and help, help question, support usage`),
  documentation:
    listed(`documentation, docs, doc, document, documentation request, docs request, docs bug, doc bug,
    documentation bug, documentation issue, docs issue, docs improvement, api docs, doc improvement`),
};

export const priorityWords: Record<string, readonly string[]> = {
  critical:
    listed(`critical, critical urgent, urgent, highest, blocker, release blocker, emergency, showstopper,
    immediate, top, very high, asap`),
  high: listed(`high, important, important soon, major, soon, severe, higher`),
  medium: listed(`medium, moderate, normal, mid, med, middle, average, default, important longterm, regular`),
  low: listed(`low, lowest, lower, minor, trivial, backlog, nice to have, awaiting more evidence, someday,
    very low, cosmetic, eventually`),
};

/** Priority words that say so without a prefix; `minor` alone may be a release, `medium` anything. */
export const plainPriorities: Record<string, string> = {
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

export const effortWords: Record<string, readonly string[]> = {
  small: listed(`xs, s, small, tiny, extra small, low, easy, simple, trivial, quick, minutes, hours, starter,
    beginner, 1, 2`),
  medium: listed(`m, medium, moderate, intermediate, normal, mid, days, 3, 5`),
  large:
    listed(`l, xl, xxl, large, big, huge, extra large, high, hard, difficult, complex, challenging, advanced,
    expert, weeks, months, 8, 13, 21`),
};

/** Kinds of problems and of work: narrower than a category, and no topic whose text one would know it by. */
export const kindWords: ReadonlySet<string> = new Set(
  listed(`regression, regressions, flake, flakes, flaky, flaky test, flaky tests, unreliable test,
    test failure, test failures, failing test, failing tests, refactor, refactoring, refactors, clean, cleanup,
    clean up, code cleanup, tech debt, technical debt, code quality, code health, maintenance, housekeeping,
    deprecate, typo, typos`),
);

/** What a prefix says about what follows it. A single letter counts only before a clear mark or a hyphen. */
export const prefixes: Record<
  'category' | 'priority' | 'effort' | 'area' | 'workflow' | 'hyphenWorkflow' | 'team',
  ReadonlySet<string>
> = {
  category: new Set(listed(`type, kind, category, cat, c, t, issue type, issue kind, nature, typ`)),
  priority: new Set(
    listed(`priority, prio, pri, p, severity, sev, severe, importance, urgency, criticality`),
  ),
  effort: new Set(
    listed(`effort, size, estimate, estimation, complexity, difficulty, points, story points, cost, tshirt`),
  ),
  area: new Set(
    listed(`area, a, comp, component, components, module, mod, package, packages, pkg, plugin, subsystem,
    scope, topic, theme, domain, os, arch, platform, browser, lang, language, provider, integration,
    sig, lib, library, app, service, section, feature, api, ext, extension, backend, frontend,
    device, env, environment, product, project, subtype, f, e, b, o, l, d, i, tag, interface, cloud`),
  ),
  workflow: new Set(
    listed(`status, state, stat, stage, lifecycle, triage, triaged, resolution, resolved, closed, needs,
    need, waiting, waiting for, awaiting, blocked, blocked by, blocks, do not merge, pr, prtype,
    pull request, review, reviewed, s, r, target, action, backport, cherry pick, cp, release,
    release note, release notes, changelog, semver, version, v, affects, found in release, milestone,
    cla, cncf cla, ok to, ci, ciflow, kokoro, tide, bot, auto, merge, merged, in flight, api review,
    workflow, resolution, process, meta, contribution, contributions, meeting, fyi, linear, close,
    has, lts watch, dont land on, backported to, merge to, quality scale, trigger, created by, by, for,
    dco, impact, rebuild, skill, exp, expertise, actions, repro`),
  ),
  /** `E-mentor` and `B-unstable`, but not `e: impeller`. */
  hyphenWorkflow: new Set(listed(`e, b`)),
  team: new Set(
    listed(
      `team, squad, owner, oncall, wg, workgroup, working group, group, customer, partner, client, crew`,
    ),
  ),
};
