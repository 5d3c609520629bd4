import { raw } from 'hono/html';
import { associationOf } from '../accounts/access.ts';
import type { IssueRow, RepoRow, UserRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';
import { LabelChip } from './label-chip.tsx';
import { Layout } from './layout.tsx';
import { renderMarkdown } from './markdown.ts';
import { Suggestions } from './suggestions.tsx';
import { When } from './when.tsx';

interface Said {
  id: string;
  author: UserRow | undefined;
  association: string;
  at: string;
  body: string;
  reactions: string[];
}

const EMOJI: Record<string, string> = {
  '+1': '👍',
  '-1': '👎',
  laugh: '😄',
  hooray: '🎉',
  confused: '😕',
  heart: '❤️',
  rocket: '🚀',
  eyes: '👀',
};

function SaidBox({ said, base }: { said: Said; base: string }) {
  const bot = said.author?.type === 'Bot';
  return (
    <article class={bot ? 'box bot' : 'box'} id={said.id}>
      <div class="top">
        <b>{said.author?.login ?? 'ghost'}</b>
        {bot ? <span class="tag">bot</span> : null}
        {said.association === 'NONE' ? null : <span class="tag">{said.association.toLowerCase()}</span>}{' '}
        <span class="muted">
          <When at={said.at} />
        </span>
      </div>
      <div class="body">{raw(renderMarkdown(said.body || '*No description provided.*', base))}</div>
      {said.reactions.length > 0 ? (
        <div class="body">{said.reactions.map((content) => `${EMOJI[content] ?? content} `)}</div>
      ) : null}
    </article>
  );
}

/** An issue as a person sees it; with `viewer`, the forms of somebody who is signed in and may triage. */
export function IssuePage({
  world,
  repo,
  issue,
  viewer,
  mayTriage,
}: {
  world: World;
  repo: RepoRow;
  issue: IssueRow;
  viewer: UserRow | null;
  mayTriage: boolean;
}) {
  const { tables } = world;
  const base = `/${repo.full_name}/issues`;
  const here = `${base}/${issue.number}`;
  const reactionsTo = (subject: 'issue' | 'comment', id: number) =>
    tables.reactions
      .findBy('subject_id', id)
      .filter((row) => row.subject === subject)
      .map((row) => row.content);
  const said = (id: string, userId: number, at: string, body: string, reactions: string[]): Said => ({
    id,
    author: tables.users.get(userId),
    association: associationOf(world, userId, repo),
    at,
    body,
    reactions,
  });
  const comments = tables.comments
    .findBy('repo_id', repo.id)
    .filter((row) => row.issue_number === issue.number);
  const labels = issue.label_ids.flatMap((id) => tables.labels.get(id) ?? []);
  const others = tables.labels
    .findBy('repo_id', repo.id)
    .filter((label) => !issue.label_ids.includes(label.id));
  const type = issue.type_id ? tables.issueTypes.get(issue.type_id) : undefined;
  return (
    <Layout
      title={`${issue.title} · #${issue.number}`}
      crumbs={[
        { text: repo.full_name, href: base },
        { text: `#${issue.number}`, href: here },
      ]}
    >
      <h1>
        {issue.title} <span class="number">#{issue.number}</span>
      </h1>
      <span class={`state ${issue.state}`}>
        {issue.state === 'open'
          ? 'Open'
          : `Closed${issue.state_reason ? ` as ${issue.state_reason.replace('_', ' ')}` : ''}`}
      </span>{' '}
      <span class="muted">
        {tables.users.get(issue.user_id)?.login} opened it <When at={issue.created_at} /> · {issue.comments}{' '}
        comments
        {issue.locked ? ' · locked' : ''}
      </span>
      <div class="columns">
        <div>
          <SaidBox
            base={base}
            said={said(
              'issue',
              issue.user_id,
              issue.created_at,
              issue.body ?? '',
              reactionsTo('issue', issue.id),
            )}
          />
          {comments.map((row) => (
            <SaidBox
              base={base}
              said={said(
                `issuecomment-${row.id}`,
                row.user_id,
                row.created_at,
                row.body,
                reactionsTo('comment', row.id),
              )}
            />
          ))}
          {viewer ? (
            <form method="post" action={`${here}/comments`}>
              <label for="body">Comment as {viewer.login}</label>
              <textarea id="body" name="body" required />
              <button type="submit">Comment</button>
            </form>
          ) : (
            <p>
              <a href={`/login?return_to=${encodeURIComponent(here)}`}>Sign in</a> to comment or to change
              labels.
            </p>
          )}
        </div>
        <aside>
          <section>
            <h2>Labels</h2>
            {labels.length === 0 ? <span class="muted">None yet</span> : null}
            {labels.map((label) => (
              <form class="inline" method="post" action={`${here}/labels`}>
                <input type="hidden" name="remove" value={label.name} />
                <LabelChip label={label} />
                {mayTriage ? (
                  <button type="submit" aria-label={`Remove ${label.name}`}>
                    ×
                  </button>
                ) : null}
              </form>
            ))}
            {mayTriage && others.length > 0 ? (
              <form method="post" action={`${here}/labels`}>
                <select name="add" aria-label="Label to add">
                  {others.map((label) => (
                    <option value={label.name}>{label.name}</option>
                  ))}
                </select>{' '}
                <button type="submit">Add</button>
              </form>
            ) : null}
          </section>
          <Suggestions world={world} issue={issue} action={`${here}/suggestions`} mayTriage={mayTriage} />
          <section>
            <h2>Assignees</h2>
            {issue.assignee_ids.map((id) => tables.users.get(id)?.login).join(', ') || (
              <span class="muted">Nobody</span>
            )}
          </section>
          {type ? (
            <section>
              <h2>Type</h2>
              {type.name}
            </section>
          ) : null}
          {viewer && (mayTriage || viewer.id === issue.user_id) ? (
            <form method="post" action={`${here}/state`}>
              {issue.state === 'open' ? (
                <>
                  <select name="reason" aria-label="Reason to close">
                    <option value="completed">completed</option>
                    <option value="not_planned">not planned</option>
                    <option value="duplicate">duplicate</option>
                  </select>{' '}
                  <button type="submit">Close issue</button>
                </>
              ) : (
                <button type="submit">Reopen issue</button>
              )}
            </form>
          ) : null}
        </aside>
      </div>
    </Layout>
  );
}
