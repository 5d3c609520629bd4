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
  /** Unique on the page. */
  id: string;
  /** The button's text. */
  word: string;
  /** The accessible name of the select. */
  about: string;
  dimensions: readonly Dimension[];
  choices: Choices;
  /** The current value, which is not offered. */
  current?: string | undefined;
  /**
   * Also offers every other label of the repository. With JavaScript, other pickers on the page borrow these
   * labels.
   */
  everyLabel?: boolean;
  /** Offers "None of these", which rejects the suggestion without naming another value. */
  none?: boolean;
}

/**
 * Lets the user choose another value. It is a plain select that JavaScript turns into a searchable field. It
 * needs a form of its own, so that Enter submits the choice.
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
