import { type Dimension, type LabelMeaning, singleDimensions } from '../issue/decision.ts';
import type { Label } from '../issue/repository.ts';
import type { Settings } from '../settings/settings.ts';
import { createMatchBudget, createMatcher } from '../text/glob.ts';
import { type IsPart, readAreaFamilies } from './area-families.ts';
import { bareStep, isBareScale } from './bare-step.ts';
import { classifyDescription, classifyStep } from './classify-description.ts';
import { classifyName } from './classify-name.ts';
import { classifyPicture } from './classify-picture.ts';
import { type LabelWords, labelWords } from './label-words.ts';
import { type Meaning, workflow } from './meaning.ts';
import { type NumberedLabel, numberedLabel, priorityOf } from './number-scale.ts';
import { categoryWords, wordedAs } from './vocabulary.ts';
import { isWorkflowDescription, prowMarks } from './workflow.ts';

/**
 * Ties each label of a repository to what it means, by the settings, else by its name, else by its description.
 * `use` says how often each label was used lately, by name: where several labels carry one value of a single-valued
 * dimension, the one most used stands first among them, and `labelFor` finds it. One meaning a label.
 */
export function readTaxonomy(
  labels: readonly Label[],
  settings: Settings,
  use: ReadonlyMap<string, number>,
): LabelMeaning[] {
  const read = mostUsed(labels, use);
  const words = new Map(labels.filter(read).map((label) => [label.id, labelWords(label.name)]));
  const scale = [...words.values()].flatMap((each) => numberedLabel(each) ?? []);
  const prow = [...words.values()].some(({ all }) => prowMarks.has(all));
  const c = [...words.values()].filter(({ prefix }) => prefix === 'c');
  const components = c.length > 0 && !c.some(({ rest }) => wordedAs(categoryWords, rest) !== null);
  const isPart = readAreaFamilies([...words.values()]);
  const steps = isBareScale([...words.values()]);
  const repository: Conventions = { scale, prow, components, isPart, steps };
  const bySettings = createSettingsReader(settings);
  const meanings = labels.map((label) => {
    const own = words.get(label.id);
    const meaning = bySettings(label) ?? (own ? understood(label, own, repository) : unread);
    return { label, ...meaning };
  });
  return mostUsedFirst(meanings, use);
}

/** So many labels are understood by their names, the most used first: the longest lists known have some hundreds. */
const maxUnderstood = 2_000;
const unread: Meaning = { dimension: 'none', value: '', reason: 'there are too many labels' };

/** Tells the labels whose names are read. */
function mostUsed(labels: readonly Label[], use: ReadonlyMap<string, number>): (label: Label) => boolean {
  if (labels.length <= maxUnderstood) return () => true;
  const used = (label: Label) => use.get(label.name) ?? 0;
  const kept = new Set(labels.toSorted((a, b) => used(b) - used(a)).slice(0, maxUnderstood));
  return (label) => kept.has(label);
}

const settingsReason = 'the settings say so';

/** The label that carries a value, the most used of several; null when the repository has none. */
export function labelFor(
  meanings: readonly LabelMeaning[],
  dimension: Dimension,
  value: string,
): string | null {
  return (
    meanings.find((meaning) => meaning.dimension === dimension && meaning.value === value)?.label.name ?? null
  );
}

/** Reads labels by the settings; null for one of which they say nothing. */
function createSettingsReader({ labels }: Settings): (label: Label) => Meaning | null {
  const left = createMatchBudget();
  const isExcluded = createMatcher(labels.exclude, left);
  const isArea = createMatcher(labels.areas, left);
  const isIncluded = createMatcher(labels.include, left);
  const set = (dimension: Dimension, value: string): Meaning => ({
    dimension,
    value,
    reason: settingsReason,
  });
  const named = new Map<string, Meaning>();
  for (const dimension of singleDimensions)
    for (const [value, label] of Object.entries(labels[dimension])) {
      const key = label?.toLowerCase() ?? '';
      if (!named.has(key)) named.set(key, set(dimension, value));
    }
  const read = (name: string) => {
    if (isExcluded(name)) return workflow('the settings exclude it');
    const given = named.get(name.toLowerCase());
    if (given) return given;
    if (isArea(name)) return set('area', name);
    return labels.include.length > 0 && !isIncluded(name) ? workflow('the settings do not include it') : null;
  };
  return ({ name }) => {
    const meaning = read(name);
    // What was not looked at might be excluded.
    return left.steps > 0 ? meaning : workflow('there are too many labels for the patterns of the settings');
  };
}

/** What all labels of a repository together say of each. */
interface Conventions {
  scale: readonly NumberedLabel[];
  prow: boolean;
  /** Whether `C: …` is a component. */
  components: boolean;
  isPart: IsPart;
  /** Whether `high` and `low` are priorities. */
  steps: boolean;
}

function understood(
  { name, description, process }: Label,
  words: LabelWords,
  repository: Conventions,
): Meaning {
  const numbered = numberedLabel(words);
  if (numbered) {
    const value = priorityOf(numbered, repository.scale);
    return { dimension: 'priority', value, reason: `its number means ${value} priority here` };
  }
  // `C: wheel` is a component where no `C: …` is a category (pip); `C-cleanup` beside `C-bug` is a category (rust).
  if (repository.components && words.prefix === 'c') {
    return { dimension: 'area', value: name, reason: 'its name begins with "c", for component here' };
  }
  if (repository.isPart(words)) {
    return {
      dimension: 'area',
      value: name,
      reason: `its name begins with "${words.prefix}", for areas here`,
    };
  }
  const step = classifyStep(words.all, description) ?? bareStep(words.all, description, repository.steps);
  if (step) return step;
  const named = classifyName(words, name);
  if (named?.dimension === 'effort' && (repository.prow || isWorkflowDescription(description))) {
    return workflow('it tells the size of pull requests or invites contributors');
  }
  if (named) return named;
  if (!/\p{L}/u.test(words.all)) {
    const pictured = classifyPicture(name);
    return (
      classifyDescription(description) ??
      pictured ?? { dimension: 'none', value: '', reason: 'its name says nothing' }
    );
  }
  if (isWorkflowDescription(description)) return workflow('its description is of the workflow');
  const described = classifyDescription(description);
  if (described) return described;
  if (process) return workflow('bots put it on, or people do at closing or for a while');
  return { dimension: 'area', value: name, reason: 'its name is a topic' };
}

/** Keeps the order, but lets the most used label of a value go before the others of that value. */
function mostUsedFirst(meanings: LabelMeaning[], use: ReadonlyMap<string, number>): LabelMeaning[] {
  const used = ({ label, reason }: LabelMeaning) =>
    reason === settingsReason ? Number.POSITIVE_INFINITY : (use.get(label.name) ?? 0);
  const first = new Map<string, LabelMeaning>();
  for (const meaning of meanings) {
    const key = `${meaning.dimension} ${meaning.value}`;
    const rival = first.get(key);
    if (!rival || used(meaning) > used(rival)) first.set(key, meaning);
  }
  const leaders = new Set(first.values());
  return [
    ...meanings.filter((meaning) => leaders.has(meaning)),
    ...meanings.filter((meaning) => !leaders.has(meaning)),
  ];
}
