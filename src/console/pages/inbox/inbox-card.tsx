import type { Child } from 'hono/jsx';
import { Confidence } from '../../../../views/confidence.tsx';
import { Icon } from '../../../../views/icon.tsx';
import { IssueState } from '../../../../views/issue-row.tsx';
import { LabelChip, type LabelsByName } from '../../../../views/label-chip.tsx';
import { Picker } from '../../../../views/picker.tsx';
import { mostSimilarFirst } from '../../../../views/similar-panel.tsx';
import { When } from '../../../../views/when.tsx';
import { WithCode } from '../../../../views/with-code.tsx';
import { explainSkip } from '../../../domain/decide/explain-skip.ts';
import { handsOffReason } from '../../../domain/decide/skip-reason.ts';
import { type DecidedValue, dimensions } from '../../../domain/issue/decision.ts';
import { reasonsFor } from '../../../domain/issue/reason-sides.ts';
import type { VisibleRepository } from '../../../read/console.ts';
import type { InboxCard as Card, Choices } from '../../../read/inbox.ts';
import { orderChoices } from '../../frame/choices.ts';

export interface CardProps {
  repository: VisibleRepository;
  card: Card;
  /** Similar issues in the Inbox with the same suggestion. */
  alike: readonly number[];
  labels: LabelsByName;
  choices: Choices;
  /** Signed time at which the card was rendered. */
  opened: string;
  /** Shown at the top of the card. */
  notice?: Child;
}

const maxSimilar = 3;

/** One issue to review. The page, the response to an answer and live updates share this markup. */
export function InboxCard(props: CardProps) {
  const { repository, card, labels, notice } = props;
  const { issue } = card;
  const list = `/${repository.owner}/${repository.name}/issues`;
  const off = handsOffReason(issue);
  const similar = mostSimilarFirst(card.similar).slice(0, maxSimilar);
  return (
    <li class="card" id={`card-${issue.number}`} tabindex={-1} aria-labelledby={`card-${issue.number}-title`}>
      {notice}
      <div class="card-head">
        <input
          class="card-check"
          type="checkbox"
          name="card"
          value={`${issue.number}:${card.version}`}
          form="inbox-bulk"
          id={`card-${issue.number}-check`}
          aria-label={`Select #${issue.number}`}
        />
        <h2 class="card-title" id={`card-${issue.number}-title`}>
          <a class="card-open" href={`${list}/${issue.number}`}>
            {issue.title}
          </a>{' '}
          <span class="issue-number">#{issue.number}</span>
        </h2>
      </div>
      <p class="issue-meta">
        {issue.author.login} <When at={issue.createdAt} />
        {card.firstIssue && (
          <span class="tag-outline" title="The author's first issue in this repository">
            first issue
          </span>
        )}
      </p>
      {card.excerpt && <p class="card-text">{card.excerpt}</p>}
      {off !== null && (
        <p class="card-off">
          <Icon name={issue.locked ? 'lock' : 'skip'} /> Nothing can be written here: {explainSkip(off)}.
          Change this on GitHub, or dismiss the issue.
        </p>
      )}
      {card.values.length === 0 ? (
        <p class="card-silent">
          <Icon name="question" /> No confident suggestion.
        </p>
      ) : (
        <ul class="card-values">
          {card.values.map((value) => (
            <CardValue value={value} labels={labels} />
          ))}
        </ul>
      )}
      {similar.length > 0 && (
        <ul class="card-similar" aria-label="Similar issues">
          {similar.map((each) => (
            <li>
              <IssueState state={each.state} stateReason={each.stateReason} />{' '}
              <a
                href={`/${each.repository ?? `${repository.owner}/${repository.name}`}/issues/${each.number}`}
              >
                {each.title}
              </a>{' '}
              <span class="issue-number">
                {each.repository}#{each.number}
              </span>
            </li>
          ))}
        </ul>
      )}
      <CardActions {...props} />
    </li>
  );
}

function CardValue({ value, labels }: { value: DecidedValue; labels: LabelsByName }) {
  const [reason] = reasonsFor(value.reasons);
  return (
    <li class="card-value">
      {value.label ? (
        <LabelChip name={value.label} labels={labels} />
      ) : (
        <span class="value-word" title={`${value.dimension}; no label in this repository matches it`}>
          {value.value}
        </span>
      )}
      <Confidence value={value.confidence} threshold={value.threshold} tone="confidence-suggest" />
      <span class="card-reason">
        <WithCode text={reason?.text ?? ''} />
      </span>
    </li>
  );
}

function CardActions({ repository, card, alike, choices, opened }: CardProps) {
  const { number } = card.issue;
  const cards: [number, number][] = [[number, card.version]];
  const writable = handsOffReason(card.issue) === null;
  const offered = dimensions.filter(
    (dimension) => card.values.length === 0 || card.values.some((value) => value.dimension === dimension),
  );
  return (
    <div class="row-actions">
      <input type="hidden" name="shown" value={String(number)} />
      {writable && card.values.length > 0 && (
        <InboxForm repository={repository} opened={opened} cards={cards}>
          <button
            class="button button-small button-primary card-approve"
            type="submit"
            name="do"
            value="approve"
            id={`card-${number}-approve`}
            aria-label={`Approve all suggestions for #${number}`}
          >
            <Icon name="check" /> Approve
          </button>
        </InboxForm>
      )}
      {writable && (
        <InboxForm repository={repository} opened={opened} cards={cards}>
          <Picker
            id={`card-${number}-pick`}
            word={card.values.length > 0 ? 'Correct' : 'Set manually'}
            about={`Another value for #${number}`}
            dimensions={offered}
            choices={orderChoices(choices, card.opinions)}
            none={card.values.length > 0}
          />
        </InboxForm>
      )}
      <InboxForm repository={repository} opened={opened} cards={cards}>
        <button
          class="button button-small card-dismiss"
          type="submit"
          name="do"
          value="dismiss"
          id={`card-${number}-dismiss`}
          aria-label={`Dismiss #${number} from the Inbox`}
          title="Take it out of the Inbox until it is triaged again. Nothing is learned from it."
        >
          <Icon name="skip" /> Dismiss
        </button>
      </InboxForm>
      {writable && alike.length > 0 && card.values.length > 0 && (
        <InboxForm
          repository={repository}
          opened={opened}
          cards={[[number, card.version], ...alike.map((each): [number, 'same'] => [each, 'same'])]}
        >
          <span class="card-alike">
            {alike.length} similar {alike.length === 1 ? 'issue has' : 'issues have'} the same suggestions (
            {alike.slice(0, 4).map((each, index) => (
              <>
                {index > 0 && ', '}
                <a href={`/${repository.owner}/${repository.name}/issues/${each}`}>#{each}</a>
              </>
            ))}
            {alike.length > 4 && ' …'}).{' '}
          </span>
          <button
            class="button button-small"
            type="submit"
            name="do"
            value="approve"
            id={`card-${number}-alike`}
          >
            Approve all {alike.length + 1}
          </button>
        </InboxForm>
      )}
    </div>
  );
}

/** Submitted with every answer: when the card was opened, and which cards are on the page. */
export const includes = '#inbox-since, #inbox-cards [name=shown]';

interface InboxFormProps {
  repository: VisibleRepository;
  opened: string;
  /**
   * Issue numbers with the version each card was rendered from. `same` accepts any version with the first
   * card's suggestions.
   */
  cards: readonly [number: number, version: number | 'same'][];
  id?: string;
  children?: Child;
}

/** A form of the Inbox. With JavaScript the next cards appear in place; without it, the page reloads. */
export function InboxForm({ repository, opened, cards, id, children }: InboxFormProps) {
  const path = `/${repository.owner}/${repository.name}/inbox`;
  const swap = { 'hx-post': path, 'hx-swap': 'none', 'hx-include': includes };
  return (
    <form class="row-form" method="post" action={path} {...(id ? { id } : {})} {...swap}>
      <input type="hidden" name="opened" value={opened} />
      {cards.map(([number, version]) => (
        <input type="hidden" name="card" value={`${number}:${version}`} />
      ))}
      {children}
    </form>
  );
}
