import { fold, inOtherLanguages } from './languages.ts';
import { listed } from './vocabulary.ts';
import { isWorkflowInOtherLanguages } from './workflow-in-other-languages.ts';

/**
 * Labels of people's or bots' process, told by the words of their names. They say what is done with an issue, not what
 * it is, so they are never predicted.
 */
const exactly = new Set([
  ...inOtherLanguages('workflow'),
  ...listed(`suggested, thinking, unfortunate, long term, longterm, expert needed, cherry picked, relnote, relnotes,
    tested, to be tested, untested, unverified, testplan item, test plan item, reviewed, automatically closed,
    not an issue, not our bug, not a bug, external bug, external issue, third party, third party issue, 3rd party,
    3rd party issue, user error, user mistake, answered, wont do, wontdo, not planned, sub task,
    subtask, sub issue, reopened, re opened, selected for development, eol, end of life, contributor friendly,
    newbie friendly, no recent activity, unsupported, not supported`),
  // States of mind, and times: what people think of an issue, and when they may come to it.
  ...listed(`considering, consider, considered, considerations, maybe, maybe later, perhaps, undecided, unsure, not sure,
    unlikely, likely, debatable, controversial, contentious, unclear, ambiguous, vague, interesting, thought, thoughts,
    investigating, investigate, investigation, investigated, watching, watch list, parked, parking lot, opinions, opinion,
    nice to have, someday, some day, someday maybe, sometime, soon, later, not now, not yet, eventually, future, far future,
    hopeless, sad, annoying, regrettable`),
  ...listed(`stale, stalled, duplicate, duplicates, dup, wontfix, wont fix, will not fix, invalid, not a bug,
    not a defect, by design, as designed, working as intended, working as designed,
    works as intended, design limitation, declined, rejected, fixed, resolved, solved, done, closed,
    completed, accepted, approved, lgtm, verified, confirmed, unconfirmed, reproduced,
    not reproducible, cant repro, cannot reproduce, cant reproduce, out of scope, off topic,
    english please, upstream, blocked, on hold, hold, paused, postponed, deferred, backlog, icebox,
    todo, to do, wip, work in progress, in progress, in review, in triage, triage, triaged,
    untriaged, ready, review, started, planned, committed, rescheduled, roadmap, pinned, keep,
    keep open, keepalive, never stale, not stale, frozen, frozen due to age, discuss, discussion,
    under discussion, in discussion, brainstorming, rfc, meta, epic, umbrella, tracking,
    tracking issue, task, chore, spam, abandoned, superseded, obsolete, outdated, candidate, pending,
    assigned, unassigned, attached pr, up for grabs, adoptme, easy, easyfix, easy fix, easy pickings,
    quick fix, quick win, starter, beginner, beginner friendly, newcomer, mentor, mentored,
    help wanted, contributions welcome, contribution welcome, pr welcome, prs welcome,
    pull request welcome, patches welcome, community, new contributor, first timers only,
    hacktoberfest, hacktoberfest accepted, gsoc, outreachy, dependencies, dependency, greenkeeper,
    renovate, dependabot, automerge, merge me, ready to merge, ready to pull, tests needed, breaking,
    breaking change, breaking changes, major, minor, patch, relnotes, release notes, release note,
    changelog, release, backport, cherry pick, no changelog, skip changelog, bounty, sponsored,
    sponsor, poll, vote, feedback, user feedback, no triage, no issue activity, inactive, non issue,
    moved, transferred, autoclosed, bot closed, cla signed, ok to test, second opinion wanted,
    announcement, author ready, commit queue, has pr, has patch, good pr, small pr,
    security fix required, low hanging fruit, linear, smash, close, merged, releases, backports,
    locked, auto locked, auto closed, archived, unreproduced, worksforme, works for me, explained,
    evaluating, new, spike, tracker, metabug, meta bug, sprint, sprintable, moderate, hard,
    intermediate, junior job, hero wanted, contributor pool, quick review, salvageable, decision,
    wont change, wont implement, breaks compat, backwards incompatible, backward incompatible,
    customer reported, invalid link`),
]);

const pattern = new RegExp(
  [
    '^(?:needs?|need|requires?|missing|lacks|awaiting|waiting|pending|wait|more|insufficient|no|not|has|with|under|will need|please) (?:a |an |for |on |more |further |additional |to |your |customer |author |contributor |conceptual |design |better |better |complete )*(?:info(?:rmation)?|repro(?:duction|ducible|ducer)?|feedback|response|reply|answers?|author|review|triage|decision|investigation|fix|confirmation|verification|clarification|discussion|consensus|rebase|tests?|docs?|help|work|revision|proposal|approval|ci|backport|release|changelog|steps|reproducible|user|reporter|contributor|customer|activity|maintainers?|guidance|upstream|details|votes?|consideration|pr|sig|kind|priority|rfc|mcve|bisect(?:ion)?|attention|champion|someone|test case|conceptual review|author verification)',
    '^(?:info(?:rmation)?|repro(?:duction)?|feedback|response|reply|answers?|triage|verification|confirmation|investigation|discussion|decision|review|rebase|steps|author) (?:is )?(?:needed|required|requested|wanted|pending|missing)',
    '^(?:needs|waiting|awaiting|triaged|triage)(?: |$)',
    '^(?:good|great|nice|perfect|beginner|easy) first ',
    '^(?:long|short|mid|medium|near) ?term(?: (?:goals?|plans?|ideas?|projects?|work|vision))?$',
    '^(?:experts?|expertise|opinions?|input|ideas?|thoughts?|eyes|champion|owner|volunteers?) (?:needed|wanted|required|welcome)$',
    '^(?:unfortunate|thinking|considering|undecided|unlikely) |[0-9] ?maybe$|^release maybe$',
    '^(?:second|2nd|third|next) good (?:issue|bug|pr)|^good (?:second|2nd|third|next|starter|intro|introductory|newcomer|beginner)(?: |$)',
    '^(?:beginners?|newcomers?|newbies?|contributors?|community) (?:welcome|friendly|wanted)$',
    '^(?:qa|qe|quality assurance)(?: (?:needed|required|passed|failed|done|approved|ready|ok|verified|pending|in progress|blocked))?$',
    '^(?:verification|validation) (?:needed|found|done|failed|passed|requested|pending|blocked)|^verified (?:in|on|by) ',
    '(?:^| )end of life$|(?:^| )eol$|^(?:unsupported|old|obsolete|outdated|deprecated) (?:version|release)s?$|^found in (?:v |version )?[0-9]',
    '^(?:2nd|second|first|1st|in|code|design|ux|api|security|peer|final|legal|tech|technical) (?:code )?review$',
    '^(?:approved|rejected|requested|blocked|closed|reported|found) by ',
    '^(?:robot|bot|auto|automatically) (?:closed|close|locked|stale|labeled|generated)$',
    '^(?:first|1st) (?:time|timer|issue|contribution|bug|pr)',
    'help wanted|up for grabs|wont ?fix|contributions? welcome|pull requests? welcome|prs? welcome|good first issue|call for participation',
    '^(?:proposal|feature|rfc|issue) (?:accepted|declined|hold|final comment period|votes? required|insufficient votes|under consideration|likely (?:accept|decline)|implement)',
    '^(?:cherry ?pick|backport|revert|early in cycle|okay after|merge|do not|dont|waiting|wait for|release|relnotes|semver|target|affects|cla|in flight|ready for|ready to|pr|pull request)(?: |$)',
    '^(?:has|please|skip|upstream|archived|sprint|iteration|milestone) ',
    '\\b(?:next|upcoming|current|future) (?:release|version|milestone|sprint|iteration|major|minor|patch)$',
    '(?: |^)(?:candidate|meeting)$',
    '^(?:20[0-9]{2} )?q[1-4](?: 20[0-9]{2})?$',
    '(?:nominated|prioritize|backport|changelog|agenda|approved|accepted|plan|planning|roadmap|milestone|verified|released|signed|ready|confirmed|requested)$',
    '^(?:v|version |release )?[0-9]+(?:[. ][0-9x]+)*(?:[. ]x)?(?: x)*(?: y)?$',
    '^[a-z]{1,12} v?[0-9]+[.][0-9x]+(?:[.][0-9x]+)?$',
    '^(?:low|medium|high|no) risk$',
    'reproduc(?:tion|ible) steps|steps to reproduce',
    '^(?:closed?|resolved|fixed|blocked|stale|duplicate|invalid|wip|abandoned) ',
    ' (?:stale|duplicate)$',
    '^(?:ci|review|lts watch|dont land) |community contributions?$',
    '^(?:by code owner|new pr|test (?:windows|linux|mac|arm|full|release)|cloud deploy)$',
  ].join('|'),
  'u',
);

/** A description that speaks of pull requests, of newcomers, or of what a bot or a person does next. */
const described =
  /\b(?:pull requests?|PRs?|changes? \d+|change size|call for participation|good (?:first issue|for newcomers)|contributors? welcome|will not be worked on|already exists|lines? (?:changed|of changes)|automatically closed|waiting for|closes? (?:the|this) issue)\b/i;

/** Bot-set sizes of pull requests come with these (Prow). */
export const prowMarks: ReadonlySet<string> = new Set([
  'lgtm',
  'do not merge hold',
  'do not merge work in progress',
  'ok to test',
  'needs ok to test',
  'approved',
]);

/** Whether the words of a name are those of a workflow label. */
export function isWorkflowName(words: string): boolean {
  return (
    exactly.has(words) || pattern.test(words) || exactly.has(fold(words)) || isWorkflowInOtherLanguages(words)
  );
}

/** Whether a description is that of a workflow label. */
export function isWorkflowDescription(description: string): boolean {
  return described.test(description);
}
