import type { GuardKind } from '../src/domain/guards/guard-kinds.ts';
import type { VisibleRepository } from '../src/read/console.ts';
import { Icon } from './icon.tsx';
import { When } from './when.tsx';

/** An open guard finding on one issue. */
export interface GuardFinding {
  id: string;
  kind: GuardKind;
  number: number;
  /** Null on the issue's own page, and when the issue no longer exists. */
  title: string | null;
  words: string;
  /** ISO 8601, UTC. */
  createdAt: string;
}

const nextSteps: Record<GuardKind, string> = {
  secret:
    'Ask the author to revoke it. Then remove it from the text, and delete the revision that contains it from the edit history on GitHub.',
  vulnerability:
    'Move the details to a private security advisory and remove them from the public text. Thank the reporter there.',
  flood: 'Check the author’s other issues. Then triage this one anyway, or close it on GitHub.',
};

/** Updates the findings on an open page. */
export function GuardUpdate(props: Parameters<typeof GuardBanner>[0]) {
  return (
    <hx-partial hx-target="#guards" hx-swap="outerMorph">
      <GuardBanner {...props} />
    </hx-partial>
  );
}

/** Open guard findings with their next steps. Only rendered for users with write access. */
export function GuardBanner({
  repository,
  findings,
  back,
}: {
  repository: VisibleRepository;
  findings: readonly GuardFinding[];
  /** The page to return to. */
  back: 'issue' | 'inbox';
}) {
  const path = `/${repository.owner}/${repository.name}`;
  return (
    <div id="guards">
      {findings.map(({ id, kind, number, title, words, createdAt }) => (
        <section class="notice notice-attention guard" aria-label={`Finding on #${number}`}>
          <Icon name="shield-lock" />
          <div>
            <p>
              {title !== null && (
                <>
                  <a href={`${path}/issues/${number}`}>{title}</a> <span class="issue-number">#{number}</span>
                  {': '}
                </>
              )}
              <strong>{words}</strong>{' '}
              <span class="quiet">
                <When at={createdAt} />, visible only to people with write access
              </span>
            </p>
            <p>{nextSteps[kind]}</p>
            <form class="inline-form" method="post" action={`${path}/notices/${id}/settle`}>
              <input type="hidden" name="back" value={back} />
              {kind === 'flood' && (
                <button
                  class="button button-small"
                  type="submit"
                  name="then"
                  value="triage"
                  aria-label={`Triage anyway: #${number}`}
                >
                  Triage anyway
                </button>
              )}{' '}
              <button
                class="button button-small"
                type="submit"
                aria-label={`Mark as resolved: ${words} #${number}`}
              >
                Mark as resolved
              </button>
            </form>
          </div>
        </section>
      ))}
    </div>
  );
}
