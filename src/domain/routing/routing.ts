import type { DecidedValue, Routing } from '../issue/decision.ts';
import type { Account, Issue } from '../issue/issue.ts';
import type { Settings } from '../settings/settings.ts';
import { matchesAny } from '../text/glob.ts';
import { createOwnerLookup, type OwnerRule } from './codeowners.ts';
import { namedPaths } from './named-paths.ts';
import { ownerOfPath } from './owner-of-path.ts';
import { createAreaLookup } from './rule-of-area.ts';

export interface RoutingEvidence {
  issue: Pick<Issue, 'title' | 'body' | 'labels' | 'assignees'>;
  /** What was decided: its labels count as if they stood on the issue, unless they are only recorded. */
  values: readonly DecidedValue[];
  codeowners: readonly OwnerRule[];
  /** `owner/name`, by which addresses of its files are known. */
  repository?: string;
  /** Who closed similar issues, with the similarity, 0 to 1. */
  closers: readonly { by: Account; number: number; similarity: number }[];
  /** Open issues that are assigned to each login, in lower case. */
  load: ReadonlyMap<string, number>;
}

interface Candidate {
  login: string;
  score: number;
  reasons: string[];
}

/** The weight of one source against another: what a maintainer wrote down counts more than what happened before. */
const weights = { path: 1, area: 0.7, history: 0.6 };
/** Less than this is no more than a hunch. */
const minScore = 0.4;
/** Candidates within this share of the best are alike: of them, the one with the fewest open issues is chosen. */
const alike = 0.8;
const maxReasons = 4;

/**
 * Who an issue goes to, by the settings' teams, CODEOWNERS and who closed similar issues. Null where nothing speaks for
 * anybody, where somebody is assigned already, and where the settings turn routing off.
 */
export function route(evidence: RoutingEvidence, settings: Settings): Routing | null {
  const { routing } = settings;
  if (routing.mode === 'off' || evidence.issue.assignees.length > 0) return null;
  const labels = labelsOf(evidence);
  const candidates = routing.codeowners ? fromOwners(evidence, labels) : [];
  if (routing.history) candidates.push(...fromHistory(evidence));
  const team = teamByLabels(labels, settings) ?? teamOfOwners(candidates, settings);
  const people = merge(candidates.filter(({ login }) => !login.includes('/')));
  const absent = new Set(routing.absent.map((login) => login.toLowerCase()));
  const present = people.filter(({ login }) => !absent.has(login.toLowerCase()));
  const chosen = team?.members.length
    ? ofTeam(team, present, absent, evidence.load)
    : best(present, evidence.load);
  if (!team && !chosen) return null;
  return {
    team: team?.name ?? null,
    teamLabel: team?.label ?? null,
    assignee: chosen?.login ?? null,
    autonomy: routing.mode === 'apply' && isWriting(settings) ? 'apply' : 'suggest',
    reasons: [...new Set([...(team?.reasons ?? []), ...(chosen?.reasons ?? [])])].slice(0, maxReasons),
  };
}

const isWriting = ({ mode }: Settings) => mode === 'apply' || mode === 'auto';

function labelsOf({ issue, values }: RoutingEvidence): string[] {
  const decided = values.flatMap(({ label, autonomy }) => (label && autonomy !== 'observe' ? [label] : []));
  return [...new Set([...issue.labels, ...decided])];
}

interface Team {
  name: string;
  label: string | null;
  members: string[];
  reasons: string[];
}

/** The team of the settings that most of the labels belong to; the first of several. */
function teamByLabels(labels: readonly string[], { routing }: Settings): Team | null {
  let chosen: Team | null = null;
  let most = 0;
  for (const [name, { labels: patterns, members, label }] of Object.entries(routing.teams)) {
    const own = labels.filter((each) => matchesAny(patterns, each));
    if (own.length <= most) continue;
    most = own.length;
    chosen = { name, label: label ?? null, members, reasons: [`${name} looks after ${own.join(', ')}`] };
  }
  return chosen;
}

/** A team that CODEOWNERS names: under its own name the settings may know its people. */
function teamOfOwners(candidates: readonly Candidate[], { routing }: Settings): Team | null {
  const [owner] = merge(candidates.filter(({ login }) => login.includes('/'))).sort(
    (a, b) => b.score - a.score,
  );
  if (!owner) return null;
  const name = owner.login.split('/')[1] ?? '';
  const known = Object.entries(routing.teams).find(([each]) => each.toLowerCase() === name.toLowerCase());
  return {
    name: known?.[0] ?? owner.login,
    label: known?.[1].label ?? null,
    members: known?.[1].members ?? [],
    reasons: owner.reasons,
  };
}

/** Owners of the files that the text names, and of the folders that areas are called by. */
function fromOwners(
  { issue, codeowners, repository }: RoutingEvidence,
  labels: readonly string[],
): Candidate[] {
  if (codeowners.length === 0) return [];
  const named = namedPaths(`${issue.title}\n${issue.body}`, repository);
  const lookup = named.length > 0 ? createOwnerLookup(codeowners) : null;
  const ofPaths = named.flatMap((each) => {
    const rule = lookup && ownerOfPath(lookup, each);
    return (rule?.owners ?? []).map((login) => ({
      login,
      score: weights.path,
      reasons: [`CODEOWNERS names @${login} for ${each.path}`],
    }));
  });
  const areaLookup = createAreaLookup(codeowners);
  const ofAreas = labels.flatMap((label) => {
    const rule = areaLookup((label.split(/[/:]/).at(-1) ?? '').trim().toLowerCase());
    return (rule?.owners ?? []).map((login) => ({
      login,
      score: weights.area,
      reasons: [`CODEOWNERS names @${login} for ${rule?.pattern}`],
    }));
  });
  return [...ofPaths, ...ofAreas];
}

function fromHistory({ closers }: RoutingEvidence): Candidate[] {
  return closers
    .filter(({ by }) => by.kind === 'person')
    .map(({ by, number, similarity }) => ({
      login: by.login,
      score: weights.history * similarity,
      reasons: [`@${by.login} closed #${number}, which is similar`],
    }));
}

/** One candidate a login; reasons and scores add up, with no more than twice the score of one sign. */
function merge(candidates: readonly Candidate[]): Candidate[] {
  const merged = new Map<string, Candidate>();
  for (const { login, score, reasons } of candidates) {
    const known = merged.get(login.toLowerCase());
    if (!known) merged.set(login.toLowerCase(), { login, score, reasons: [...reasons] });
    else {
      known.score = Math.min(2, known.score + score);
      known.reasons.push(...reasons);
    }
  }
  return [...merged.values()];
}

function best(candidates: readonly Candidate[], load: RoutingEvidence['load']): Candidate | null {
  const highest = Math.max(0, ...candidates.map(({ score }) => score));
  if (highest < minScore) return null;
  const near = candidates.filter(({ score }) => score >= highest * alike);
  return leastLoaded(near, load);
}

/** Of a team's members the one with the fewest open issues; of several, the one that most speaks for. */
function ofTeam(
  { name, members }: Team,
  candidates: readonly Candidate[],
  absent: ReadonlySet<string>,
  load: RoutingEvidence['load'],
): Candidate | null {
  const known = new Map(candidates.map((each) => [each.login.toLowerCase(), each]));
  const present = members.filter((login) => !absent.has(login.toLowerCase()));
  const all = present.map(
    (login): Candidate =>
      known.get(login.toLowerCase()) ?? {
        login,
        score: 0,
        reasons: [`@${login} has the fewest open issues of ${name}`],
      },
  );
  return leastLoaded(all, load);
}

function leastLoaded(candidates: readonly Candidate[], load: RoutingEvidence['load']): Candidate | null {
  const open = ({ login }: Candidate) => load.get(login.toLowerCase()) ?? 0;
  return [...candidates].sort((a, b) => open(a) - open(b) || b.score - a.score)[0] ?? null;
}

/** Everybody whose open issues matter to the choice, in lower case. */
export function routingLogins(
  { codeowners, closers }: Pick<RoutingEvidence, 'codeowners' | 'closers'>,
  settings: Settings,
): string[] {
  const owners = codeowners.flatMap((rule) => rule.owners);
  const members = Object.values(settings.routing.teams).flatMap((team) => team.members);
  const all = [...owners, ...members, ...closers.map(({ by }) => by.login)];
  return [...new Set(all.filter((login) => !login.includes('/')).map((login) => login.toLowerCase()))];
}
