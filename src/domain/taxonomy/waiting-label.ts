import type { LabelMeaning } from '../issue/decision.ts';
import { labelWords } from './label-words.ts';
import { isWaitingInOtherLanguages } from './workflow-in-other-languages.ts';

const who = '(?:author|reporter|user|customer|submitter|contributor|op|original poster|community)';
const what = '(?:info|infos|information|details?|feedback|reply|response|answers?|clarification|input)';
const more = '(?:more|further|additional|some)';
const patterns = [
  `^(?:needs?|require[sd]?|missing|lacks|awaiting|waiting(?: for| on)?|pending|wait for) (?:${more} )?(?:${who} )?${what}$`,
  `^(?:needs?|awaiting|waiting(?: for| on)?|pending|wait for) ${who}$`,
  `^(?:${more} )?(?:${who} )?${what} (?:is )?(?:needed|required|requested|wanted|missing|pending)$`,
  `^(?:need|needs|requires) (?:a )?(?:more )?${what} from ${who}$`,
  `^(?:insufficient|incomplete|not enough|no) (?:info|information|details)$`,
  `^more (?:info|information)$`,
];
const waiting = new RegExp(patterns.join('|'));

/** Whether a label says that its issue waits for something from the one who filed it: `triage/needs-information`, `waiting-for-reply`, `aguardando resposta`. */
export function isWaitingLabel(name: string): boolean {
  const { all, rest } = labelWords(name);
  return [all, rest].some((words) => waiting.test(words) || isWaitingInOtherLanguages(words));
}

/**
 * The labels of issues that lack something, the one to use first: the one that the settings name, or else any that says so by
 * its own name. Empty where the repository has none, or where the settings want none.
 */
export function waitingLabels(
  meanings: readonly LabelMeaning[],
  named: string | null,
): LabelMeaning['label'][] {
  if (named === null) return [];
  const isNamed = (name: string) => name.toLowerCase() === named.toLowerCase();
  const labels = meanings
    .filter(({ dimension }) => dimension === 'workflow' || dimension === 'none')
    .map(({ label }) => label);
  return [
    ...meanings.map(({ label }) => label).filter(({ name }) => isNamed(name)),
    ...labels.filter(({ name }) => !isNamed(name) && isWaitingLabel(name)),
  ];
}
