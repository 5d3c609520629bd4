import type { Issue } from '../issue/issue.ts';
import { normaliseMeaning } from '../issue/normalize-meaning.ts';

/** Who is known to the project: nothing of theirs is held back. */
const known = new Set(['OWNER', 'MEMBER', 'COLLABORATOR', 'CONTRIBUTOR']);

/** From this many issues of one stranger within the hour on, people look first. */
const mostAnHour = 5;
/** The same text, the third time within a day. */
const mostRepeats = 3;
/** Links to other places than GitHub, in a text of so few other words for each. */
const mostLinks = 8;
const wordsForALink = 6;

const hourMs = 3_600_000;

export interface EarlierIssue {
  number: number;
  title: string;
  body: string;
  /** ISO 8601, UTC. */
  createdAt: string;
}

/**
 * Why an issue is held for a person to look at before anything is written on it, in words; null where it is not. Only
 * strangers' issues: too many in an hour, the same text again and again, or hardly anything but links.
 *
 * @param earlier the author's other issues of the last day in this repository
 */
export function looksLikeFlood(issue: Issue, earlier: readonly EarlierIssue[]): string | null {
  if (known.has(issue.authorAssociation) || issue.author.kind === 'bot') return null;
  const filed = Date.parse(issue.createdAt);
  const before = earlier.filter(
    ({ number, createdAt }) => number !== issue.number && Date.parse(createdAt) <= filed,
  );
  const lately = before.filter(({ createdAt }) => filed - Date.parse(createdAt) < hourMs).length + 1;
  if (lately >= mostAnHour) return `${lately} issues of one author within an hour`;
  const meaning = normaliseMeaning(issue);
  const same = before.filter((each) => normaliseMeaning(each) === meaning).length + 1;
  if (same >= mostRepeats) return `the same text ${same} times within a day`;
  return isLinkFarm(issue) ? 'hardly anything but links' : null;
}

function isLinkFarm({ title, body }: Issue): boolean {
  const links = [...body.matchAll(/\bhttps?:\/\/([^\s/)\]>"']+)[^\s)\]>"']*/gi)];
  const foreign = links.filter(([, host = '']) => !/(?:^|\.)github(?:usercontent)?\.com$/i.test(host));
  if (foreign.length < mostLinks) return false;
  const words = `${title} ${body.replace(/\bhttps?:\/\/\S+/gi, ' ')}`.match(/\p{L}{2,}/gu) ?? [];
  return words.length < foreign.length * wordsForALink;
}
