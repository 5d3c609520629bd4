import type { GuardKind } from '../src/domain/guards/guard-kinds.ts';
import type { VisibleRepository } from '../src/read/console.ts';
import { Icon } from './icon.tsx';
import { When } from './when.tsx';

/** An open finding of a guard on one issue. */
export interface GuardFinding {
  id: string;
  kind: GuardKind;
  number: number;
  /** Null on the issue's own page, and where the issue is gone. */
  title: string | null;
  words: string;
  /** ISO 8601, UTC. */
  createdAt: string;
}

const nextSteps: Record<GuardKind, string> = {
  secret:
    'Ask the author to revoke it. Then edit it out of the text, and delete the revision that holds it from the edit history on GitHub.',
  vulnerability:
    'Move the details to a private security advisory, and edit them out of the public text. Thank the reporter there.',
  flood: 'Look at the author’s other issues. Let this one through to have it triaged, or close it on GitHub.',
};

/** The same on an open page: what was found since, or settled. */
export function GuardUpdate(props: Parameters<typeof GuardBanner>[0]) {
  return (
    <hx-partial hx-target="#guards" hx-swap="outerMorph">
      <GuardBanner {...props} />
    </hx-partial>
  );
}

/** What guards found, with the next steps; for people who may write, since it is told to nobody else. */
export function GuardBanner({
  repository,
  findings,
  back,
}: {
  repository: VisibleRepository;
  findings: readonly GuardFinding[];
  /** The page to come back to. */
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
                <When at={createdAt} />, shown only to people who may write here
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
                  aria-label={`Let it through: #${number}`}
                >
                  Let it through
                </button>
              )}{' '}
              <button class="button button-small" type="submit" aria-label={`Done with #${number}: ${words}`}>
                Done
              </button>
            </form>
          </div>
        </section>
      ))}
    </div>
  );
}
