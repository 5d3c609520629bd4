import { IssueState } from '../../../../views/issue-row.tsx';
import { Blank } from '../../../../views/panel.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import type { NamedIssue, ThemeRow } from '../../../read/similar.ts';
import { Rising, themeName } from './theme-name.tsx';

/** The issues of one theme, open issues first. */
export function ThemeDetailPage(props: {
  repository: VisibleRepository;
  theme: ThemeRow;
  issues: NamedIssue[];
}) {
  const { repository, theme, issues } = props;
  const path = `/${repository.owner}/${repository.name}`;
  const all = theme.open + theme.closed;
  return (
    <>
      <div class="page-head">
        <h1>{themeName(theme)}</h1>
        <Rising theme={theme} />
        <p class="page-note">
          {theme.open} open, {theme.closed} closed, {theme.week} this week
        </p>
        <a href={`${path}/themes`}>All themes</a>
      </div>
      <section class="box" aria-label="Issues in this theme">
        {issues.length === 0 && <Blank icon="graph" text="This theme has no issues any more." />}
        {issues.length > 0 && (
          <ul class="theme-issues">
            {issues.map((issue) => (
              <li class="named-issue">
                <IssueState state={issue.state} stateReason={issue.stateReason} />
                <span>
                  <a href={`${path}/issues/${issue.number}`}>{issue.title}</a>{' '}
                  <span class="issue-number">#{issue.number}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
        {issues.length < all && (
          <p class="page-note theme-more">
            Showing {issues.length} of {all} issues.
          </p>
        )}
      </section>
    </>
  );
}
