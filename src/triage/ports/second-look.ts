import type { SecondLook } from '../../domain/duplicates/duplicate-link.ts';
import type { LookFault, UnusableLook } from '../../domain/duplicates/unusable-look.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { IssueText } from '../../domain/similarity/issue-text.ts';
import type { TemplateLines } from '../../domain/similarity/template-lines.ts';

/** A model that says whether two issues share one root cause, and shows it by quotes. */
export interface SecondLookModel {
  /** Never rejects for what a server does. Rejects only where the budget's database does. */
  compare(asked: {
    repo: RepositoryRef;
    settings: Settings;
    issue: IssueText;
    canonical: IssueText;
    /** The lines that many of the repository's issues share: they are no quotes. */
    template: TemplateLines;
  }): Promise<
    | { kind: 'same'; look: SecondLook }
    | { kind: 'different' }
    | { kind: 'unusable'; fault: LookFault; model: string }
  >;
}

/** The last second look of each issue, where it came to nothing. */
export interface UnusableLooks {
  /** Null: the last one was usable. An issue that is not known (any more) keeps nothing. */
  save(repo: RepositoryRef, number: number, look: UnusableLook | null): Promise<void>;
}
