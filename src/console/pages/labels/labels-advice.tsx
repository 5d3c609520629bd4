import { Icon } from '../../../../views/icon.tsx';
import { LabelChip, type LabelsByName } from '../../../../views/label-chip.tsx';
import { listWords } from '../../../../views/render-words.ts';
import type { Advice } from '../../../domain/taxonomy/taxonomy-advice.ts';

const maxShown = 6;

/** Advice on changes that would make labels easier to predict. */
export function LabelsAdvice({ advice, labels }: { advice: Advice[]; labels: LabelsByName }) {
  if (advice.length === 0) return null;
  const rest = advice.slice(maxShown);
  return (
    <section class="box label-box" aria-labelledby="advice-title">
      <div class="box-head">
        <h2 id="advice-title">
          Advice <span class="counter">{advice.length}</span>
        </h2>
      </div>
      <ul>
        {advice.slice(0, maxShown).map((one) => (
          <AdviceRow advice={one} labels={labels} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary class="need">{rest.length} more</summary>
          <ul>
            {rest.map((one) => (
              <AdviceRow advice={one} labels={labels} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function AdviceRow({ advice, labels }: { advice: Advice; labels: LabelsByName }) {
  return (
    <li class="need">
      <Icon name="light-bulb" tone="tone-attention" />
      <div>
        <AdviceWords advice={advice} labels={labels} />
      </div>
    </li>
  );
}

function AdviceWords({ advice, labels }: { advice: Advice; labels: LabelsByName }) {
  const chips = (names: string[]) =>
    names.map((name, place) => (
      <>
        {place > 0 && (place === names.length - 1 ? ' and ' : ', ')}
        <LabelChip name={name} labels={labels} />
      </>
    ));
  switch (advice.kind) {
    case 'same':
      return (
        <>
          {chips(advice.labels)} seem to mean the same
          {advice.value && (
            <>
              {' '}
              (<strong>{advice.value}</strong>), so the most used one is applied
            </>
          )}
          . Consider merging them.
        </>
      );
    case 'no-description':
      return (
        <>
          {chips([advice.label])} has no description. A description helps us predict it before it has been
          used.
        </>
      );
    case 'unused':
      return (
        <>
          {chips(advice.labels.slice(0, 8))}
          {advice.labels.length > 8 && ` and ${advice.labels.length - 8} more`}{' '}
          {advice.labels.length === 1 ? 'isn’t' : 'aren’t'} used on any of the newest 500 issues. A label that
          is never used can’t be learned.
        </>
      );
    case 'no-label':
      return (
        <>
          No label expresses {advice.dimension}, so it is predicted but only shown here.{' '}
          {hint(advice.dimension)}
        </>
      );
  }
}

function hint(dimension: string): string {
  const names: Record<string, string[]> = {
    category: ['bug', 'enhancement', 'question', 'documentation'],
    priority: ['priority: high', 'priority: low'],
    effort: ['effort: small', 'effort: large'],
  };
  const words = names[dimension];
  return words
    ? `Names such as ${listWords(words)} are recognized automatically.`
    : 'Any label that names a topic works.';
}
