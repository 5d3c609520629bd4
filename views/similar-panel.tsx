import type { IssueProps } from './issue-props.ts';
import { IssueState } from './issue-row.tsx';
import { LabelChip } from './label-chip.tsx';
import { Panel } from './panel.tsx';

const traitWords = { error: 'same error', frames: 'same stack frames', words: 'both say' } as const;
const mostTexts = 3;

/** Past issues that resemble this one, and what they share with it. */
export function SimilarPanel({ repository, detail, labels }: IssueProps) {
  const { triage } = detail;
  if (triage === 'unreadable') return <Panel id="similar" title="Similar issues" state="error" />;
  if (!triage) return <Panel id="similar" title="Similar issues" state="loading" />;
  const { similar } = triage.decision;
  if (similar.length === 0) {
    return (
      <Panel
        id="similar"
        title="Similar issues"
        state="empty"
        empty={{ icon: 'link', text: 'No earlier issue resembles this one.' }}
      />
    );
  }
  return (
    <Panel id="similar" title="Similar issues" count={similar.length}>
      <ul class="similar-rows">
        {similar.map((issue) => (
          <li class="similar-row">
            <IssueState state={issue.state} stateReason={issue.stateReason} />
            <div class="similar-main">
              <a href={`/${repository.owner}/${repository.name}/issues/${issue.number}`}>{issue.title}</a>{' '}
              <span class="issue-number">#{issue.number}</span>
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
                      {texts.slice(0, mostTexts).map((text) => (
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
              title={`Similarity ${issue.similarity.toFixed(2)} of 1: 1 is the same text`}
            >
              {issue.similarity.toFixed(2)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
