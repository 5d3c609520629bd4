import { filedAnswers } from '../forms/filed-answers.ts';
import type { IssueForm } from '../forms/issue-form.ts';
import type { AskedIssue } from '../forms/missing-information.ts';
import { type Dimension, dimensions, type LabelMeaning, type Opinion } from '../issue/decision.ts';
import type { Settings } from '../settings/settings.ts';
import { type RulePlace, type UsableRule, usableRules } from './usable-rules.ts';

/** The source of these opinions; see `decisiveSources`. */
export const ruleSource = 'rule';
/** What decided, as it is shown beside the names of models: the file that the rules are written in. */
export const ruleModel = 'dispatch.yml';

/** A title is never longer. */
const longestTitle = 1_024;

export interface RuleEvidence {
  opinions: Opinion[];
  /**
   * The labels that the rules chose, with the dimension that each is decided in. They go before the repository's own
   * meanings: of several labels with one meaning it is the rule's that is meant, and a label that means nothing else, or that
   * the settings keep from being predicted, stands among the areas.
   */
  meanings: LabelMeaning[];
}

/**
 * What the rules of the settings say of an issue, as certain as can be. Of a dimension with one value the first rule that
 * matches counts. A label that the repository doesn't have is left out, and so is a rule that can't be used (rule-problems.ts).
 */
export function ruleOpinions(
  issue: AskedIssue,
  forms: readonly IssueForm[],
  meanings: readonly LabelMeaning[],
  settings: Settings,
): RuleEvidence {
  if (settings.rules.length === 0) return { opinions: [], meanings: [] };
  const { rules, reach } = usableRules(settings);
  const texts = textsOf(issue, forms, reach);
  const byName = new Map(meanings.map((meaning) => [meaning.label.name.toLowerCase(), meaning]));
  const chosen = new Map<Dimension, Map<string, { meaning: LabelMeaning; text: string }>>();
  for (const rule of rules) {
    const known = byName.get(rule.label.toLowerCase());
    if (!known) continue;
    const meaning = inDimension(known);
    const { dimension, value } = meaning;
    const values = chosen.get(dimension) ?? new Map<string, { meaning: LabelMeaning; text: string }>();
    if (values.has(value) || (dimension !== 'area' && values.size > 0) || !matches(rule, texts)) continue;
    values.set(value, { meaning, text: `a rule of yours: ${described(rule)}` });
    chosen.set(dimension, values);
  }
  return {
    opinions: [...chosen].map(([dimension, values]) => ({
      ...{ source: ruleSource, model: ruleModel, dimension },
      probabilities: Object.fromEntries([...values.keys()].map((value) => [value, 1])),
      reasons: Object.fromEntries(
        [...values].map(([value, { text }]) => [value, [{ kind: 'rule', text, weight }]]),
      ),
    })),
    meanings: [...chosen.values()].flatMap((values) => [...values.values()].map(({ meaning }) => meaning)),
  };
}

/** A rule outweighs every other reason that is shown beside it. */
const weight = 10;

type Decided = LabelMeaning & { dimension: Dimension };

function inDimension(meaning: LabelMeaning): Decided {
  const dimension = dimensions.find((each) => each === meaning.dimension);
  return dimension
    ? { ...meaning, dimension }
    : { label: meaning.label, dimension: 'area', value: meaning.label.name, reason: 'a rule names it' };
}

function textsOf(
  issue: AskedIssue,
  forms: readonly IssueForm[],
  reach: number,
): (place: RulePlace) => readonly string[] {
  let answers: string[] | null = null;
  return (place) => {
    if (place === 'title') return [issue.title.slice(0, longestTitle)];
    if (place === 'body') return [issue.body.slice(0, reach)];
    answers ??= within(filedAnswers(issue, forms), reach);
    return answers;
  };
}

/** The first texts, as many characters of them as may be looked at. */
function within(texts: readonly string[], most: number): string[] {
  let left = most;
  return texts.flatMap((text) => {
    const part = text.slice(0, left);
    left -= part.length;
    return part === '' ? [] : [part];
  });
}

function matches({ patterns }: UsableRule, texts: (place: RulePlace) => readonly string[]): boolean {
  return patterns.every((pattern) => texts(pattern.place).some((text) => pattern.matches(text)));
}

function described({ patterns }: UsableRule): string {
  return patterns.map(({ place, text }) => `${place} matches "${text}"`).join(', ');
}
