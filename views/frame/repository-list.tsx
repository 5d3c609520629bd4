import type { VisibleRepository } from '../../src/read/console.ts';
import { Icon } from '../icon.tsx';
import type { Frame } from './frame-props.ts';

/** The repositories the user can triage, grouped by owner, each with its number of issues to review. */
export function RepositoryList({ frame }: { frame: Frame }) {
  const owners = Map.groupBy(frame.repositories, (repository) => repository.owner);
  if (owners.size === 0) return <p class="side-note">No repositories to triage yet.</p>;
  return (
    <>
      {[...owners].map(([owner, repositories]) => (
        <div class="side-group">
          <p class="side-owner">{owner}</p>
          <ul class="side-list">
            {repositories.map((repository) => {
              const here = repository.repositoryId === frame.current?.repositoryId;
              const waits = frame.counts.get(repository.repositoryId)?.waits ?? 0;
              return (
                <li>
                  <a
                    class="side-link"
                    href={`/${repository.owner}/${repository.name}/issues`}
                    aria-current={here ? 'page' : undefined}
                  >
                    <Icon name={repository.private ? 'lock' : 'repo'} />
                    <span class="side-name">{repository.name}</span>
                    <WaitingCount repository={repository} count={waits} />
                  </a>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </>
  );
}

/** The number of open issues to review. Rendered even at zero, so that live updates have a target. */
export function WaitingCount({ repository, count }: { repository: VisibleRepository; count: number }) {
  return (
    <span
      class="counter"
      data-count={`${repository.owner}/${repository.name}`}
      title={`${count} open issues to review`}
      hidden={count === 0}
    >
      {count}
    </span>
  );
}
