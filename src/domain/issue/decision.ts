import type { AutonomyReason, RecordReason, Stored } from './autonomy-reason.ts';
import type { Certainty } from './certainty.ts';
import type { Label } from './repository.ts';
import type { RoutingReason } from './routing-reason.ts';

/** The values that every repository understands; a repository may add categories of its own. */
export const categories = ['bug', 'feature', 'question', 'documentation'] as const;
export const priorities = ['critical', 'high', 'medium', 'low'] as const;
export const efforts = ['small', 'medium', 'large'] as const;

/** What sets a dimension apart from the others. */
interface DimensionTraits {
  /** The values that every repository understands; of a scale, in order. */
  values: readonly string[];
  /** An issue has one value (`single`) or any number of them (`several`). */
  holds: 'single' | 'several';
  /** What learns it: classes on top of the shipped prior, steps of a scale, or labels that share one model. */
  learnedAs: 'classes' | 'scale' | 'labels';
  /** Worth a question to a hosted model only where a label or a field carries it. */
  askedOnlyIfWritable: boolean;
  /** Values that are never applied without a person. */
  neverApplied: readonly string[];
}

/**
 * What a triage can say about an issue through labels, in the order in which it is shown. The compiler names what else a new entry
 * needs: its words, its part of the settings, and how label names express it.
 */
export const dimensionTable = {
  category: {
    ...{ values: categories, holds: 'single', learnedAs: 'classes' },
    ...{ askedOnlyIfWritable: false, neverApplied: [] },
  },
  priority: {
    ...{ values: priorities, holds: 'single', learnedAs: 'scale' },
    ...{ askedOnlyIfWritable: true, neverApplied: ['critical'] },
  },
  effort: {
    ...{ values: efforts, holds: 'single', learnedAs: 'scale' },
    ...{ askedOnlyIfWritable: true, neverApplied: [] },
  },
  area: {
    ...{ values: [], holds: 'several', learnedAs: 'labels' },
    ...{ askedOnlyIfWritable: false, neverApplied: [] },
  },
} as const satisfies Record<string, DimensionTraits>;

type Table = typeof dimensionTable;
export type Dimension = keyof Table;
export type DimensionsWith<Trait extends Partial<DimensionTraits>> = {
  [Name in Dimension]: Table[Name] extends Trait ? Name : never;
}[Dimension];
/** Of which an issue has one value. */
export type SingleDimension = DimensionsWith<{ holds: 'single' }>;
/** Whose values are steps from much to little. */
export type ScaleDimension = DimensionsWith<{ learnedAs: 'scale' }>;

export const dimensions = Object.keys(dimensionTable) as readonly string[] as readonly [
  Dimension,
  ...Dimension[],
];
const having = <Name extends Dimension>(has: (traits: DimensionTraits) => boolean) =>
  dimensions.filter((name) => has(dimensionTable[name])) as readonly string[] as readonly [Name, ...Name[]];
export const singleDimensions = having<SingleDimension>(({ holds }) => holds === 'single');
export const scaleDimensions = having<ScaleDimension>(({ learnedAs }) => learnedAs === 'scale');

export const isSingleDimension = (name: string): name is SingleDimension =>
  singleDimensions.some((each) => each === name);

/** Whether a value is never applied without a person, such as a critical priority. */
export const isNeverApplied = (dimension: LabelMeaning['dimension'], value: string): boolean =>
  dimensions.some((name) => {
    const { neverApplied }: DimensionTraits = dimensionTable[name];
    return name === dimension && neverApplied.includes(value);
  });

/** One thing that spoke for (positive) or against (negative) a value. */
export interface Reason {
  kind: 'text' | 'structure' | 'template' | 'keyword' | 'similar' | 'lesson' | 'model' | 'setting' | 'rule';
  /** In words, for a person: `stack trace`, `title starts with "How"`, `like #12`. */
  text: string;
  /** Contribution to the value's log-odds, in nats. */
  weight: number;
}

/** What one source of evidence says of one dimension. */
export interface Opinion {
  /** `local`, `keywords`, `openai`, `anthropic`, `form`, `rule`. */
  source: string;
  /** The model and its version, for example `local v3`, `gpt-6-luna`. */
  model: string;
  dimension: Dimension;
  /** Probability of each value the source knows, 0 to 1. Single-valued dimensions sum to 1. */
  probabilities: Record<string, number>;
  /** Reasons per value, strongest first. */
  reasons: Record<string, Reason[]>;
  /** The share of the issues that taught the source which had each value, 0 to 1; absent where that were few. */
  baseRates?: Record<string, number>;
  /**
   * Of areas: how likely somebody would put each on, whether or not the issue gets any, 0 to 1. `probabilities` say how
   * likely each is given that the issue gets one. Absent where the source can't tell.
   */
  open?: Record<string, number>;
  /** Of a source that holds nothing likely enough to tell: what it would have said, for people to choose from. */
  maybe?: Record<string, number>;
}

/** A label tied to what it means in this repository. */
export interface LabelMeaning {
  label: Label;
  /** `workflow` labels belong to people's or bots' process and are never predicted; `none` is not understood. */
  dimension: Dimension | 'workflow' | 'none';
  /** For `area`, the label's own name. */
  value: string;
  /** Why, in words: `settings`, `name`, `description`. */
  reason: string;
}

/** Something that two issues have in common: one error message, functions on both stacks, or telling words. */
export interface SharedTrait {
  kind: 'error' | 'frames' | 'words';
  /** Foreign text, to be escaped where it is drawn; most telling first. */
  texts: string[];
}

/** A past issue that resembles this one. */
export interface SimilarIssue {
  number: number;
  /** `owner/name` of another public repository of the same installation; absent for an issue of the same repository. */
  repository?: string;
  title: string;
  state: 'open' | 'closed';
  stateReason: string | null;
  labels: string[];
  /** Cosine similarity or the ranker's score, 0 to 1. */
  similarity: number;
  /** What both share, most telling first. */
  shared: SharedTrait[];
}

/** Everything known before deciding. */
export interface Evidence {
  opinions: Opinion[];
  similar: SimilarIssue[];
  meanings: LabelMeaning[];
  /** Why a better source did not answer, for example `openai: circuit open`; null when none was missed. */
  fallback: string | null;
  /** Fields that the repository asks for and the text does not give; absent when nobody looked. */
  missing?: string[];
  /** GitHub's issue types that may be set; absent where the settings do not want them. */
  types?: readonly string[];
}

/** What is done with a value: written to GitHub, shown to people, or only recorded. */
export type Autonomy = 'observe' | 'suggest' | 'apply';

/** One value with its calibrated confidence and why. */
export interface DecidedValue {
  dimension: Dimension;
  value: string;
  /** Calibrated probability that a maintainer would agree, 0 to 1. */
  confidence: number;
  /** The label that carries the value, or null where there is none; where the settings create labels, perhaps a new one. */
  label: string | null;
  /** GitHub's issue type that is set instead of the label, where the settings want it. */
  type?: string;
  autonomy: Autonomy;
  /** The confidence from which the label is written. */
  threshold: number;
  /** Why it is applied, suggested or only recorded. */
  why: Stored<AutonomyReason>;
  /** How sure its label is by its measured precision; absent where it isn't applied, and in rows of earlier versions. */
  certainty?: Certainty;
  reasons: Reason[];
  /** The share of the repository's labeled issues that have it, 0 to 1; absent where few are known. */
  baseRate?: number;
  /** The sources that agree, for example `local v3`. */
  decidedBy: string[];
}

/** Whom an issue can go to. */
export type OwnerKind = 'person' | 'team';

/** Who an issue should go to, and why. Either may be missing; without both there is no routing. */
export interface Routing {
  /** A team of the settings, or of CODEOWNERS as `organization/team`. */
  team: string | null;
  /** The team's own label, where the settings name one. */
  teamLabel: string | null;
  /** A login. */
  assignee: string | null;
  /** What is done with the assignee: `apply` only where the settings say so, or leave it to a record that has earned it. */
  autonomy: Autonomy;
  /** The same of the team's label; absent in rows of earlier versions, where it is as `autonomy`. */
  teamAutonomy?: Autonomy;
  /** What the track record of the assignee and of the team says, where the settings go by it and there is one. */
  why?: { assignee?: Stored<RecordReason>; team?: Stored<RecordReason> };
  /** The most telling first. */
  reasons: Stored<RoutingReason>[];
}

/** The outcome of one triage. A dimension without a value means "I don't know". */
export interface Decision {
  values: DecidedValue[];
  similar: SimilarIssue[];
  /** Fields that the repository asks for and the text does not give. */
  missing: string[];
  fallback: string | null;
  /** Who it should go to; null or absent where nothing speaks for anybody. */
  routing?: Routing | null;
  /** The language it is written in, a BCP 47 tag such as `en`; null where the text does not say surely, absent where nobody looked. */
  language?: string | null;
}
