import type { SimilarIssue } from '../src/domain/issue/decision.ts';
import type { VisibleRepository } from '../src/read/console.ts';
import type { IssueProps } from './issue-props.ts';
import { IssueState } from './issue-row.tsx';
import { LabelChip, type LabelsByName } from './label-chip.tsx';
import { Panel } from './panel.tsx';

const traitWords = { error: 'same error', frames: 'same stack frames', words: 'shared terms' } as const;
const maxTexts = 3;
/** Below this similarity, two issues merely have a few words in common. */
export const minSimilarity = 0.15;

/** Earlier issues that resemble this one, with what they have in common. */
export function SimilarPanel({ repository, detail, labels }: IssueProps) {
  const { triage } = detail;
  if (triage === 'unreadable') return <Panel id="similar" title="Similar issues" state="error" />;
  if (!triage) return <Panel id="similar" title="Similar issues" state="loading" />;
  const similar = triage.decision.similar.filter(({ similarity }) => similarity >= minSimilarity);
  if (similar.length === 0) {
    return (
      <Panel
        id="similar"
        title="Similar issues"
        state="empty"
        empty={{ icon: 'link', text: 'No similar issues found.' }}
      />
    );
  }
  return (
    <Panel id="similar" title="Similar issues" count={similar.length}>
      <SimilarList repository={repository} similar={similar} labels={labels} />
    </Panel>
  );
}

interface ListProps {
  repository: VisibleRepository;
  similar: readonly SimilarIssue[];
  labels: LabelsByName;
}

/** Issues at or above the minimum similarity, most similar first, whatever ranked them. */
export function mostSimilarFirst(similar: readonly SimilarIssue[]): SimilarIssue[] {
  return similar
    .filter(({ similarity }) => similarity >= minSimilarity)
    .toSorted((a, b) => b.similarity - a.similarity);
}

/** Similar issues as rows, without those below the minimum similarity. */
export function SimilarList({ repository, similar, labels }: ListProps) {
  const shown = mostSimilarFirst(similar);
  if (shown.length === 0) return null;
  return (
    <ul class="similar-rows">
      {shown.map((issue) => (
        <li class="similar-row">
          <IssueState state={issue.state} stateReason={issue.stateReason} />
          <div class="similar-main">
            <a
              href={`/${issue.repository ?? `${repository.owner}/${repository.name}`}/issues/${issue.number}`}
            >
              {issue.title}
            </a>{' '}
            <span class="issue-number">
              {issue.repository}#{issue.number}
            </span>
            {issue.labels.length > 0 && (
              <span class="chip-line">
                {issue.labels.map((name) => (
                  <LabelChip name={name} labels={labels} />
                ))}
              </span>
            )}
            {issue.shared.length > 0 && (
              <p class="shared">
                {issue.shared.map(({ kind, texts }, index) => (
                  <>
                    {index > 0 && ', '}
                    {traitWords[kind]}{' '}
                    {texts.slice(0, maxTexts).map((text) => (
                      <>
                        <mark>{text}</mark>{' '}
                      </>
                    ))}
                  </>
                ))}
              </p>
            )}
          </div>
          <span
            class="similarity"
            title={`Similarity ${issue.similarity.toFixed(2)} (1 means identical text)`}
          >
            {issue.similarity.toFixed(2)}
          </span>
        </li>
      ))}
    </ul>
  );
}
