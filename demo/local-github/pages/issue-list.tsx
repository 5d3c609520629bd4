import type { IssueRow, RepoRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';
import { LabelChip } from './label-chip.tsx';
import { Layout } from './layout.tsx';
import { When } from './when.tsx';

const SHOWN = 200;

export function IssueList({ world, repo, state }: { world: World; repo: RepoRow; state: 'open' | 'closed' }) {
  const { tables } = world;
  const all = tables.issues.findBy('repo_id', repo.id).filter((issue) => !issue.is_pull_request);
  const rows = all.filter((issue) => issue.state === state).sort((a, b) => b.number - a.number);
  const count = (wanted: IssueRow['state']) => all.filter((issue) => issue.state === wanted).length;
  const base = `/${repo.full_name}/issues`;
  return (
    <Layout title={`Issues · ${repo.full_name}`} crumbs={[{ text: repo.full_name, href: base }]}>
      <h1>Issues</h1>
      <p>
        <a href={base}>{count('open')} open</a> ·{' '}
        <a href={`${base}?state=closed`}>{count('closed')} closed</a>
      </p>
      <div class="box">
        {rows.length === 0 ? <div class="row muted">No {state} issues.</div> : null}
        {rows.slice(0, SHOWN).map((issue) => (
          <div class="row">
            <a class="title" href={`${base}/${issue.number}`}>
              {issue.title}
            </a>{' '}
            {issue.label_ids
              .flatMap((id) => tables.labels.get(id) ?? [])
              .map((label) => (
                <LabelChip label={label} />
              ))}
            <div class="muted">
              #{issue.number} · opened <When at={issue.created_at} /> by{' '}
              {tables.users.get(issue.user_id)?.login}
              {issue.comments > 0 ? ` · ${issue.comments} comments` : ''}
            </div>
          </div>
        ))}
        {rows.length > SHOWN ? <div class="row muted">and {rows.length - SHOWN} older ones</div> : null}
      </div>
    </Layout>
  );
}
