import type { Rule } from '../settings/rules.ts';

/** A file of the repository, as it is on the default branch. */
export interface FoundFile {
  /** From the repository's root, with `/`. */
  path: string;
  text: string;
}

/** A part of the proposed settings. */
export type SettingsPart =
  | { kind: 'rule'; rule: Rule }
  /** A label, or a pattern of labels, that names an area. */
  | { kind: 'area'; label: string }
  /** Issues with this label go to these people. */
  | { kind: 'team'; label: string; members: readonly string[] }
  /** Somebody who is not to be chosen for now. */
  | { kind: 'absent'; login: string }
  /** The label of issues that lack something. */
  | { kind: 'waiting'; label: string };

/** What became of one thing that a former bot does. */
export interface Finding {
  /** `taken` into the settings; `left`: DispatchAI does it by other means, or people have to; `none`: it has no counterpart. */
  outcome: 'taken' | 'left' | 'none';
  /** The thing, as its own file calls it. Foreign text: it is cut and neutralized where it is written. */
  what: string;
  /** What happens instead, or how it was taken: one sentence of ours. */
  why: string;
  parts?: readonly SettingsPart[];
}

/** Reads the files of one former bot. Pure; never throws; takes a time proportional to the text. */
export interface ImportReader {
  /** The bot, as it is shown. */
  name: string;
  /** Whether it reads a file of this path. */
  reads: (path: string) => boolean;
  /**
   * @param file the file in hand
   * @param all every file that any reader reads, and the issue forms
   */
  read: (file: FoundFile, all: readonly FoundFile[]) => Finding[];
}
