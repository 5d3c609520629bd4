import type { LearnedState } from '../decide/learned-state.ts';
import type { RecordReason, Stored } from '../issue/autonomy-reason.ts';
import type { Autonomy, DecidedValue, OwnerKind, Routing } from '../issue/decision.ts';
import type { Account, Issue } from '../issue/issue.ts';
import type { RoutingReason } from '../issue/routing-reason.ts';
import type { Settings } from '../settings/settings.ts';
import { matchesAny } from '../text/glob.ts';
import { ownEntry } from '../text/own-entry.ts';
import { createOwnerLookup, type OwnerRule } from './codeowners.ts';
import { namedPaths } from './named-paths.ts';
import { ownerOfPath } from './owner-of-path.ts';
import { ownerKey } from './owner-track-record.ts';
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
  reasons: RoutingReason[];
}

/** The weight of one source against another: what a maintainer wrote down counts more than what happened before. */
const weights = { path: 1, area: 0.7, history: 0.6 };
/** Less than this is no more than a hunch. */
const minScore = 0.4;
/** Candidates within this share of the best are alike: of them, the one with the fewest open issues is chosen. */
const alike = 0.8;
const maxReasons = 4;

/** Everybody whom an issue could go to, likeliest first. */
export interface RankedOwners {
  people: string[];
  teams: Team[];
  /** What comes of the first of each; null where nothing speaks for anybody. */
  routing: Routing | null;
}

/**
 * Who an issue goes to, by the settings' teams, CODEOWNERS and who closed similar issues. Null where nothing speaks for
 * anybody, where somebody is assigned already, and where the settings turn routing off.
 * @param earned what people and teams have earned; none has where absent
 */
export function route(
  evidence: RoutingEvidence,
  settings: Settings,
  earned: LearnedState['owners'] = {},
): Routing | null {
  return rankOwners(evidence, settings, earned).routing;
}

/** As `route`, with those who come next. */
export function rankOwners(
  evidence: RoutingEvidence,
  settings: Settings,
  earned: LearnedState['owners'] = {},
): RankedOwners {
  const { routing } = settings;
  if (routing.mode === 'off' || evidence.issue.assignees.length > 0)
    return { people: [], teams: [], routing: null };
  const labels = labelsOf(evidence);
  const candidates = routing.codeowners ? fromOwners(evidence, labels) : [];
  if (routing.history) candidates.push(...fromHistory(evidence));
  const teams = distinct([...teamsByLabels(labels, settings), ...teamsOfOwners(candidates, settings)]);
  const [team] = teams;
  const people = merge(candidates.filter(({ login }) => !login.includes('/')));
  const absent = new Set(routing.absent.map((login) => login.toLowerCase()));
  const present = people.filter(({ login }) => !absent.has(login.toLowerCase()));
  const chosen = team?.members.length
    ? ofTeam(team, present, absent, evidence.load)
    : best(present, evidence.load);
  if (!team && !chosen) return { people: [], teams: [], routing: null };
  const next = present.toSorted((a, b) => b.score - a.score).map(({ login }) => login);
  const reasons = eachOnce([...(team?.reasons ?? []), ...(chosen?.reasons ?? [])]).slice(0, maxReasons);
  return {
    people: [...new Set([...(chosen ? [chosen.login] : []), ...next])],
    teams,
    routing: toRouting({ team, chosen, reasons }, settings, earned),
  };
}

interface Chosen {
  team: Team | undefined;
  chosen: Candidate | null;
  reasons: RoutingReason[];
}

function toRouting(
  { team, chosen, reasons }: Chosen,
  settings: Settings,
  earned: LearnedState['owners'],
): Routing {
  const ofPerson = placeOf('person', chosen?.login, settings, earned);
  const ofTeam = placeOf('team', team?.name, settings, earned);
  const why = { ...(ofPerson.why && { assignee: ofPerson.why }), ...(ofTeam.why && { team: ofTeam.why }) };
  return {
    team: team?.name ?? null,
    teamLabel: team?.label ?? null,
    assignee: chosen?.login ?? null,
    autonomy: ofPerson.autonomy,
    teamAutonomy: ofTeam.autonomy,
    ...(Object.keys(why).length > 0 ? { why } : {}),
    reasons,
  };
}

/** What may be done with a person or a team, and by which record where the settings go by it. */
function placeOf(
  kind: OwnerKind,
  name: string | undefined,
  settings: Settings,
  earned: LearnedState['owners'] = {},
): { autonomy: Autonomy; why?: Stored<RecordReason> } {
  const { mode } = settings.routing;
  if (name === undefined || mode === 'suggest' || !isWriting(settings)) return { autonomy: 'suggest' };
  if (mode === 'apply') return { autonomy: 'apply' };
  return ownEntry(earned, ownerKey(kind, name)) ?? { autonomy: 'suggest' };
}

const isWriting = ({ mode }: Settings) => mode === 'apply' || mode === 'auto';

function labelsOf({ issue, values }: RoutingEvidence): string[] {
  const decided = values.flatMap(({ label, autonomy }) => (label && autonomy !== 'observe' ? [label] : []));
  return [...new Set([...issue.labels, ...decided])];
}

/** A team that an issue could go to. */
export interface Team {
  name: string;
  label: string | null;
  members: string[];
  reasons: RoutingReason[];
}

/** One of each name, the first. */
const distinct = (teams: readonly Team[]): Team[] =>
  [...new Map(teams.toReversed().map((team) => [team.name, team])).values()].toReversed();

/** The teams of the settings that the labels belong to, the one of most of them first. */
function teamsByLabels(labels: readonly string[], { routing }: Settings): Team[] {
  return Object.entries(routing.teams)
    .map(([name, { labels: patterns, members, label }]) => {
      const own = labels.filter((each) => matchesAny(patterns, each));
      const reasons: RoutingReason[] = [{ code: 'team_labels', team: name, labels: own }];
      return { count: own.length, team: { name, label: label ?? null, members, reasons } };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ team }) => team);
}

/** The teams that CODEOWNERS names: under its own name the settings may know a team's people. */
function teamsOfOwners(candidates: readonly Candidate[], { routing }: Settings): Team[] {
  return merge(candidates.filter(({ login }) => login.includes('/')))
    .sort((a, b) => b.score - a.score)
    .map(({ login, reasons }) => {
      const name = login.split('/')[1] ?? '';
      const known = Object.entries(routing.teams).find(([each]) => each.toLowerCase() === name.toLowerCase());
      return {
        name: known?.[0] ?? login,
        label: known?.[1].label ?? null,
        members: known?.[1].members ?? [],
        reasons,
      };
    });
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
      reasons: [{ code: 'owner' as const, login, of: each.path }],
    }));
  });
  const areaLookup = createAreaLookup(codeowners);
  const ofAreas = labels.flatMap((label) => {
    const rule = areaLookup((label.split(/[/:]/).at(-1) ?? '').trim().toLowerCase());
    return (rule?.owners ?? []).map((login) => ({
      login,
      score: weights.area,
      reasons: [{ code: 'owner' as const, login, of: rule?.pattern ?? '' }],
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
      reasons: [{ code: 'closed_similar' as const, login: by.login, number }],
    }));
}

/** Each reason once, in the order given. */
function eachOnce(reasons: readonly RoutingReason[]): RoutingReason[] {
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
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
        reasons: [{ code: 'least_load', login, team: name }],
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
