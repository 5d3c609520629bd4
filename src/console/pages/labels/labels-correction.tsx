import { Icon } from '../../../../views/icon.tsx';
import type { LabelMeaning } from '../../../domain/issue/decision.ts';
import { type ProposableMeaning, proposableMeanings } from '../../../domain/settings/propose-meaning.ts';

export interface Correction {
  label: string;
  meaning: ProposableMeaning;
  /** The change of the settings file. */
  yaml: string;
}

interface CorrectionProps {
  path: string;
  names: string[];
  /** What was asked for; null before. */
  correction: Correction | null;
  fileHref: string;
}

/** What a wrong reading most often should have been: topics are taken for too much, other meanings for too little. */
function likeliestCorrection(dimension: LabelMeaning['dimension']): ProposableMeaning {
  return dimension === 'area' ? 'not used' : 'area';
}

interface CorrectLinkProps {
  path: string;
  name: string;
  dimension: LabelMeaning['dimension'];
}

/** Shows the change that corrects how a label was read; another meaning can be chosen there. */
export function CorrectLink({ path, name, dimension }: CorrectLinkProps) {
  const means = likeliestCorrection(dimension);
  const query = new URLSearchParams({ label: name, means });
  return (
    <a
      class="correct-link"
      href={`${path}/labels?${query}#correct-meaning`}
      title={`Show the change to “${means}”`}
    >
      Correct<span class="visually-hidden"> the meaning of {name}</span>
    </a>
  );
}

/** Corrects what a label means: shows the change of `dispatch.yml` that does it. Nothing is saved here. */
export function LabelsCorrection({ path, names, correction, fileHref }: CorrectionProps) {
  return (
    <section class="box label-box" id="correct-meaning" aria-labelledby="correct-meaning-title">
      <div class="box-head">
        <h2 id="correct-meaning-title">Correct a meaning</h2>{' '}
        <span class="quiet">shows the change of dispatch.yml; nothing is saved</span>
      </div>
      <form class="check-form" method="get" action={`${path}/labels#correct-meaning`}>
        <label>
          Label{' '}
          <select name="label">
            {names.map((name) => (
              <option value={name} selected={name === correction?.label}>
                {name}
              </option>
            ))}
          </select>
        </label>{' '}
        <label>
          Means{' '}
          <select name="means">
            {proposableMeanings.map((meaning) => (
              <option value={meaning} selected={meaning === correction?.meaning}>
                {meaning}
              </option>
            ))}
          </select>
        </label>{' '}
        <button class="button button-fit" type="submit">
          Show change
        </button>
      </form>
      {correction && (
        <div class="panel-note" role="status">
          <p>
            Put this into <a href={fileHref}>.github/dispatch.yml</a>, in place of the same keys:{' '}
            <button
              class="copy"
              type="button"
              data-copy={correction.yaml}
              aria-label="Copy the change"
              title="Copy the change"
              hidden
            >
              <Icon name="copy" />
            </button>
          </p>
          <pre tabindex={0}>
            <code>{correction.yaml}</code>
          </pre>
        </div>
      )}
    </section>
  );
}
