import type { Frame } from '../../../../views/frame/frame-props.ts';
import { Icon } from '../../../../views/icon.tsx';
import { Blank } from '../../../../views/panel.tsx';
import type { RepositoryCounts, VisibleRepository } from '../../../read/console.ts';

/** The first page: the repositories one may triage, with what stands in each. */
export function HomePage({ frame, failed }: { frame: Frame; failed: boolean }) {
  return (
    <>
      <div class="page-head">
        <h1>Repositories</h1>
        <p class="page-note">Those where you may triage and DispatchAI is installed</p>
      </div>
      {failed && (
        <p class="notice notice-attention">
          <Icon name="alert" /> The counts could not be read just now. Nothing is lost.
        </p>
      )}
      <section class="box" aria-label="Repositories">
        {frame.repositories.length === 0 ? (
          <Blank
            icon="repo"
            text="There is no repository here that you may triage. It needs the App installed and the triage role or more."
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

/** One repository; the same markup for the page and for the live update. */
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
          <Count href={list.replace(/issues$/, 'inbox')} number={counts.waits} word="to answer" />
          <Count href={`${list}?done=past`} number={counts.waiting} word="not triaged" />
        </dl>
      ) : (
        <span class="quiet">not known yet</span>
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
