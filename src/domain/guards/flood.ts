import type { Issue } from '../issue/issue.ts';
import { normalizeMeaning } from '../issue/normalize-meaning.ts';
import type { FloodSign } from '../issue/notice-reason.ts';

/** Who is known to the project: nothing of theirs is held back. */
const known = new Set(['OWNER', 'MEMBER', 'COLLABORATOR', 'CONTRIBUTOR']);

/** From this many issues of one stranger within the hour on, people look first. */
const maxPerHour = 5;
/** The same text, the third time within a day. */
const maxRepeats = 3;
/** Texts whose meaning is compared, and how much of each; those that are equal to the letter are found without. */
const maxCompared = 5;
const comparedLength = 12_000;
/** Links to other places than GitHub, in a text of so few other words for each. */
const maxLinks = 8;
const wordsForALink = 6;

const hourMs = 3_600_000;

/** Another issue of the same author in the same repository. */
export interface OtherIssue {
  number: number;
  title: string;
  body: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** True where GitHub told us of it before it told us of the issue in question, in whatever order they were filed. */
  arrivedFirst?: boolean;
}

/** True for somebody whom the project does not know yet: only their issues may be held. */
export function isStranger({ authorAssociation, author }: Issue): boolean {
  return !known.has(authorAssociation) && author.kind !== 'bot';
}

/**
 * Why an issue is held for a person to look at before anything is written on it; null where it is not. Only
 * strangers' issues: too many in an hour, the same text again and again, or hardly anything but links. What counts is what
 * was filed or arrived before, so the answer is the same in whatever order the issues are worked on.
 *
 * @param others the author's other issues in this repository, those of the last day at least
 */
export function looksLikeFlood(issue: Issue, others: readonly OtherIssue[]): FloodSign | null {
  if (!isStranger(issue)) return null;
  const before = others.filter((each) => each.number !== issue.number && comesBefore(each, issue));
  const apart = ({ createdAt }: OtherIssue) => Math.abs(Date.parse(issue.createdAt) - Date.parse(createdAt));
  const lately = before.filter((each) => apart(each) < hourMs).length + 1;
  if (lately >= maxPerHour) return { code: 'many_in_an_hour', count: lately };
  const same = countSame(issue, before);
  if (same >= maxRepeats) return { code: 'same_text', count: same };
  return isLinkFarm(issue) ? { code: 'only_links' } : null;
}

/**
 * How often the same text was filed, this time included; counted no further than it matters. Long texts are dear to compare, and a
 * stranger may file a hundred in a day: only those with the same title and about the same length are, the newest few of them.
 */
function countSame(issue: Issue, before: readonly OtherIssue[]): number {
  const title = normalizeMeaning({ title: issue.title, body: '' });
  const alike = before
    .filter(
      (each) =>
        Math.abs(each.body.length - issue.body.length) <= 100 + issue.body.length / 10 &&
        normalizeMeaning({ title: each.title, body: '' }) === title,
    )
    .sort((a, b) => b.number - a.number);
  // Texts that are equal to the letter cost nothing to compare.
  const others = alike.filter(({ body }) => body !== issue.body);
  let same = 1 + alike.length - others.length;
  if (same >= maxRepeats || others.length === 0) return same;
  const meaning = beginning(issue);
  for (const each of others.slice(0, maxCompared)) if (beginning(each) === meaning) same++;
  return same;
}

/** More is read than is compared: what is dropped from one text, its emphasis for example, must not move the end of the other. */
const beginning = ({ title, body }: Pick<Issue, 'title' | 'body'>) =>
  normalizeMeaning({ title, body: body.slice(0, comparedLength + 4_000) }).slice(0, comparedLength);

/** GitHub's times are whole seconds: within one of them the numbers tell. */
function comesBefore(other: OtherIssue, issue: Issue): boolean {
  if (other.arrivedFirst) return true;
  const later = Date.parse(issue.createdAt) - Date.parse(other.createdAt);
  return later > 0 || (later === 0 && other.number < issue.number);
}

function isLinkFarm({ title, body }: Issue): boolean {
  const links = [...body.matchAll(/\bhttps?:\/\/([^\s/)\]>"']+)[^\s)\]>"']*/gi)];
  const foreign = links.filter(([, host = '']) => !/(?:^|\.)github(?:usercontent)?\.com$/i.test(host));
  if (foreign.length < maxLinks) return false;
  const words = `${title} ${body.replace(/\bhttps?:\/\/\S+/gi, ' ')}`.match(/\p{L}{2,}/gu) ?? [];
  return words.length < foreign.length * wordsForALink;
}
