import type { Dimension } from '../src/domain/issue/decision.ts';
import type { Choices } from '../src/read/inbox.ts';
import { Icon } from './icon.tsx';

const headings: Record<Dimension, string> = {
  category: 'Category',
  priority: 'Priority',
  effort: 'Effort',
  area: 'Areas',
};

interface PickerProps {
  /** Of the whole page. */
  id: string;
  /** What its button says. */
  word: string;
  /** What is chosen, for screen readers. */
  about: string;
  dimensions: readonly Dimension[];
  choices: Choices;
  /** Left out: it stands already. */
  current?: string | undefined;
  /** Offers every other label of the repository too. With a script, pickers without it borrow the labels of one that has them. */
  everyLabel?: boolean;
  /** Offers "none of these": what is suggested is wrong, and nothing else is said. */
  none?: boolean;
}

/**
 * Chooses another value. A plain select; where there is a script it becomes a field that finds as one types. Goes into a form of its
 * own, so that Enter sends the choice.
 */
export function Picker({ id, word, about, dimensions, choices, current, none, everyLabel }: PickerProps) {
  const offered = new Set(
    dimensions.flatMap((dimension) => choices[dimension].flatMap(({ label }) => label ?? [])),
  );
  return (
    <details class="picker" id={id}>
      <summary class="button button-small">
        <Icon name="pencil" /> {word}
      </summary>
      <div class="picker-body">
        <select name="to" id={`${id}-choice`} aria-label={about} data-picker required={!none}>
          <option value="">Choose</option>
          {dimensions.map((dimension) => (
            <optgroup label={headings[dimension]}>
              {choices[dimension]
                .filter(({ value }) => value !== current)
                .map(({ value, label }) => (
                  <option value={optionValue(dimension, value, label)} data-label={label ?? undefined}>
                    {optionWords(value, label)}
                  </option>
                ))}
            </optgroup>
          ))}
          {everyLabel && (
            <optgroup label="Other labels" data-every-label>
              {choices.labels
                .filter((label) => !offered.has(label))
                .map((label) => (
                  <option value={`label=${label}`} data-label={label}>
                    {label}
                  </option>
                ))}
            </optgroup>
          )}
          {none && <option value="none">None of these</option>}
        </select>
        <button class="button button-small button-primary" type="submit" name="do" value="correct">
          Set
        </button>
      </div>
    </details>
  );
}

function optionValue(dimension: Dimension, value: string, label: string | null): string {
  return dimension === 'area' ? `label=${label ?? value}` : `${dimension}=${value}`;
}

function optionWords(value: string, label: string | null): string {
  if (label === null) return `${value} (no label)`;
  return label.toLowerCase().includes(value.toLowerCase()) ? label : `${label} (${value})`;
}
