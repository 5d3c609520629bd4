import type { Frame } from '../../../../views/frame/frame-props.ts';
import { Icon } from '../../../../views/icon.tsx';
import { Blank } from '../../../../views/panel.tsx';
import type { RepositoryCounts, VisibleRepository } from '../../../read/console.ts';

/** The home page: the repositories the user can triage, with their counts. */
export function HomePage({ frame, failed }: { frame: Frame; failed: boolean }) {
  return (
    <>
      <div class="page-head">
        <h1>Repositories</h1>
        <p class="page-note">
          Repositories with DispatchAI installed where you have at least the triage role
        </p>
      </div>
      {failed && (
        <p class="notice notice-attention">
          <Icon name="alert" /> The counts couldn’t be loaded. No data was lost. Reload the page to try again.
        </p>
      )}
      <section class="box" aria-label="Repositories">
        {frame.repositories.length === 0 ? (
          <Blank
            icon="repo"
            text="No repositories to triage. DispatchAI must be installed on a repository where you have at least the triage role."
          />
        ) : (
          <ul class="repository-rows">
            {frame.repositories.map((repository) => (
              <RepositoryRow repository={repository} counts={frame.counts.get(repository.repositoryId)} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

/** One repository. The page and its live updates share this markup. */
export function RepositoryRow({
  repository,
  counts,
}: {
  repository: VisibleRepository;
  counts: RepositoryCounts | undefined;
}) {
  const list = `/${repository.owner}/${repository.name}/issues`;
  return (
    <li class="repository-row" id={`repository-${repository.owner}-${repository.name}`}>
      <Icon name={repository.private ? 'lock' : 'repo'} tone="tone-muted" />
      <div class="repository-main">
        <a class="repository-name" href={list}>
          <span class="crumb-owner">{repository.owner} / </span>
          {repository.name}
        </a>
        {counts?.paused && <span class="tag-outline">paused</span>}
        {counts && counts.settingsProblems.length > 0 && (
          <span class="tag-outline tone-attention">
            <Icon name="alert" /> settings
          </span>
        )}
      </div>
      {counts ? (
        <dl class="repository-counts">
          <Count href={list} number={counts.open} word="open" />
          <Count href={list.replace(/issues$/, 'inbox')} number={counts.waits} word="to review" />
          <Count href={`${list}?done=past`} number={counts.waiting} word="not triaged" />
        </dl>
      ) : (
        <span class="quiet">no counts yet</span>
      )}
    </li>
  );
}

function Count({ href, number, word }: { href: string; number: number; word: string }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>
        <a class={number === 0 ? 'zero' : undefined} href={href} aria-label={`${number} ${word}`}>
          {number}
        </a>
      </dd>
    </div>
  );
}
