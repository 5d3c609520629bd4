import type { Dimension } from '../../src/domain/issue/decision.ts';
import type { PastIssue } from '../local-github/world/past-issue.ts';

/** Which labels a maintainer would have set. A dimension that is absent is unknown; `[]` means that none is right. */
export type Truth = Partial<Record<Dimension, string[]>>;

/** One issue to replay, with what is known of it and hidden from the App. */
export interface SampleIssue {
  /** Line in its file, from 1. Stays the same when the order is shuffled. */
  line: number;
  title: string;
  body: string;
  /** Login, or null for anybody. */
  author: string | null;
  /** Labels that the issue is opened with. */
  openedWith: string[];
  /** Locked by a maintainer at once. */
  locked: boolean;
  truth: Truth;
  /** Lines of earlier issues that are about the same thing. */
  similarTo: number[];
}

export interface SampleLabel {
  name: string;
  /** Six hexadecimal digits. */
  color: string;
  description: string;
}

/** Somebody with an account at the local GitHub. */
export interface SamplePerson {
  login: string;
  name: string;
  kind: 'person' | 'bot';
  /** What the person may do in the repository, in GitHub's words. */
  permission: 'admin' | 'write' | 'triage' | 'read';
}

/** A repository as it stands before the first issue, and the issues in the order in which they are opened. */
export interface Sample {
  owner: string;
  repository: string;
  description: string;
  labels: SampleLabel[];
  /** Path to text. */
  files: Record<string, string>;
  /** The first one is signed in to the console by default. */
  people: SamplePerson[];
  /** Issues from before the App was installed, oldest first, with what people made of them. */
  past: PastIssue[];
  issues: SampleIssue[];
}
