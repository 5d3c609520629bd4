import { Icon } from '../../../../views/icon.tsx';
import { LabelChip, type LabelsByName } from '../../../../views/label-chip.tsx';
import { listWords } from '../../../../views/render-words.ts';
import type { Advice } from '../../../domain/taxonomy/taxonomy-advice.ts';

const mostShown = 6;

/** What would make labels easier to find, in plain words. */
export function LabelsAdvice({ advice, labels }: { advice: Advice[]; labels: LabelsByName }) {
  if (advice.length === 0) return null;
  const rest = advice.slice(mostShown);
  return (
    <section class="box label-box" aria-labelledby="advice-title">
      <div class="box-head">
        <h2 id="advice-title">
          Advice <span class="counter">{advice.length}</span>
        </h2>
      </div>
      <ul>
        {advice.slice(0, mostShown).map((one) => (
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
          {chips(advice.labels)} are used for the same thing
          {advice.value && (
            <>
              {' '}
              (<strong>{advice.value}</strong>); the one most used is written
            </>
          )}
          . One label would be clearer.
        </>
      );
    case 'no-description':
      return (
        <>
          {chips([advice.label])} has no description: with one, it would be found sooner, before anybody has
          used it.
        </>
      );
    case 'unused':
      return (
        <>
          {chips(advice.labels.slice(0, 8))}
          {advice.labels.length > 8 && ` and ${advice.labels.length - 8} more`}{' '}
          {advice.labels.length === 1 ? 'stands' : 'stand'} on none of the newest 500 issues. What is never
          used is never learnt.
        </>
      );
    case 'no-label':
      return (
        <>
          No label says the {advice.dimension}: it is decided, and shown here only. {hint(advice.dimension)}
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
    ? `Names such as ${listWords(words)} are understood at once.`
    : 'Any topic of your own is one.';
}
