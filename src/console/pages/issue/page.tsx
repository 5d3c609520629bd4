import { raw } from 'hono/html';
import { Icon } from '../../../../views/icon.tsx';
import type { IssueProps } from '../../../../views/issue-props.ts';
import { LabelChip } from '../../../../views/label-chip.tsx';
import { SimilarPanel } from '../../../../views/similar-panel.tsx';
import { When } from '../../../../views/when.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { EvidencePanel } from './evidence-panel.tsx';
import { Timeline } from './timeline.tsx';
import { WritesPanel } from './writes-panel.tsx';

/** The Issue page: the issue's text next to the decision and its reasons. */
export function IssuePage(props: IssueProps) {
  return (
    <>
      <IssueHead {...props} />
      <div class="issue-columns">
        <div class="issue-text">
          <IssueText {...props} />
        </div>
        <div class="issue-side" id="issue-side">
          <IssueSide {...props} />
        </div>
        <div class="issue-timeline">
          <Timeline {...props} />
        </div>
      </div>
    </>
  );
}

/** Title, state and labels. Live updates replace it as a whole. */
export function IssueHead({ repository, detail: { issue }, labels, githubHref }: IssueProps) {
  const list = `/${repository.owner}/${repository.name}/issues`;
  const closedWord =
    issue.stateReason === 'not_planned'
      ? 'Not planned'
      : issue.stateReason === 'duplicate'
        ? 'Duplicate'
        : 'Closed';
  return (
    <div class="issue-head" id="issue-head">
      <a class="back" href={list}>
        <Icon name="arrow-left" /> Issues
      </a>
      <h1>
        {issue.title} <span class="issue-number">#{issue.number}</span>
      </h1>
      <p class="issue-head-line">
        <span class={`state state-${issue.state}`}>
          <Icon name={issue.state === 'open' ? 'issue-opened' : 'issue-closed'} />{' '}
          {issue.state === 'open' ? 'Open' : closedWord}
        </span>
        {issue.locked && (
          <span class="tag-outline">
            <Icon name="lock" /> Locked
          </span>
        )}
        {issue.labels.map((name) => (
          <LabelChip name={name} labels={labels} href={`${list}?label=${encodeURIComponent(name)}`} />
        ))}
        <a class="out-link" href={githubHref} rel="noreferrer">
          View on GitHub <Icon name="link-external" />
        </a>
      </p>
    </div>
  );
}

/** The issue's text, in the style of a GitHub comment. */
export function IssueText({ detail: { issue }, bodyHtml, bodyCut, githubHref }: IssueProps) {
  return (
    <article class="comment" id="issue-body" aria-label="Issue description">
      <header class="comment-head">
        <Icon name={issue.author.kind === 'bot' ? 'hubot' : 'person'} /> <strong>{issue.author.login}</strong>{' '}
        opened <When at={issue.createdAt} />
        <span class="grow" />
        {associationWords[issue.authorAssociation] && (
          <span class="tag-outline">{associationWords[issue.authorAssociation]}</span>
        )}
      </header>
      <h2 class="visually-hidden">Issue description</h2>
      <div class="markdown-body" hx-ignore>
        {bodyHtml === null ? <p class="quiet">No description provided.</p> : raw(bodyHtml)}
        {bodyCut && (
          <p class="quiet">
            The description is truncated.{' '}
            <a href={githubHref} rel="noreferrer">
              Read it in full on GitHub
            </a>
          </p>
        )}
      </div>
    </article>
  );
}

const associationWords: Record<string, string> = {
  OWNER: 'Owner',
  MEMBER: 'Member',
  COLLABORATOR: 'Collaborator',
  CONTRIBUTOR: 'Contributor',
  FIRST_TIME_CONTRIBUTOR: 'First issue',
  FIRST_TIMER: 'First issue',
};

/** The panels: decision, evidence, similar issues and writes. */
export function IssueSide(props: IssueProps) {
  return (
    <>
      <span id="side-version" data-version={String(props.actions.version)} hidden />
      <DecisionPanel {...props} />
      <EvidencePanel {...props} />
      <SimilarPanel {...props} />
      <WritesPanel {...props} />
    </>
  );
}
