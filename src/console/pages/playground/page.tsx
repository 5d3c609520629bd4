import { Confidence } from '../../../../views/confidence.tsx';
import { Icon } from '../../../../views/icon.tsx';
import { LabelChip, type LabelsByName } from '../../../../views/label-chip.tsx';
import { AutonomyMark } from '../../../../views/outcome.tsx';
import { Blank, Panel } from '../../../../views/panel.tsx';
import { listWords, renderDuration } from '../../../../views/render-words.ts';
import { SimilarList } from '../../../../views/similar-panel.tsx';
import { WithCode } from '../../../../views/with-code.tsx';
import { explainAutonomy } from '../../../domain/words/explain-autonomy.ts';
import type { VisibleRepository } from '../../../read/console.ts';
import type { Draft, Played, PlayModel } from '../../../read/playground.ts';
import { Opinions, ValueEvidence } from '../issue/evidence-panel.tsx';

export interface Results {
  first?: Played;
  second?: Played | null;
  failed?: boolean;
}

interface FormState {
  draft: Draft | null;
  model: string;
  compareWith: string;
  problem: string | null;
}

interface PlaygroundProps {
  repository: VisibleRepository;
  repositories: readonly VisibleRepository[];
  form: FormState;
  results: Results;
  labels: LabelsByName;
  models: readonly PlayModel[];
  /** Hosted models that would be called. */
  hosted: readonly string[];
}

/** The Playground: type an issue and see its triage. */
export function PlaygroundPage(props: PlaygroundProps) {
  const { repository, repositories, form, models, hosted } = props;
  const path = `/${repository.owner}/${repository.name}/playground`;
  const asked = hosted.length > 0;
  const typed = asked ? {} : { 'hx-trigger': 'submit, input changed delay:400ms, change' };
  const swap = {
    'hx-post': path,
    'hx-target': '#play-result',
    'hx-swap': 'innerMorph',
    'hx-sync': 'this:replace',
  };
  return (
    <>
      <div class="page-head">
        <h1>Playground</h1>
        <p class="page-note">Preview the triage of an issue. Nothing is written or stored.</p>
      </div>
      <div class="play-columns">
        <form class="play-form" id="play-form" method="post" action={path} {...swap} {...typed}>
          {asked && (
            <p class="notice">
              <Icon name="info" />
              <span>
                This repository uses {listWords([...hosted])}. Each run may call it and counts toward the
                daily budget, so it only runs when you click Triage.
              </span>
            </p>
          )}
          <div class="play-choices">
            <label>
              Repository
              <select name="repository" id="play-repository">
                {repositories.map((each) => {
                  const name = `${each.owner}/${each.name}`;
                  return (
                    <option value={name} selected={each.repositoryId === repository.repositoryId}>
                      {name}
                    </option>
                  );
                })}
              </select>
            </label>
            <ModelChoice name="model" word="Model" models={models} chosen={form.model} />
            <ModelChoice name="with" word="Compare with" models={models} chosen={form.compareWith} optional />
          </div>
          <label class="play-field">
            Title
            <input
              type="text"
              name="title"
              id="play-title"
              maxlength={1024}
              value={form.draft?.title ?? ''}
              autocomplete="off"
            />
          </label>
          <label class="play-field">
            Text
            <textarea name="body" id="play-body" rows={14} maxlength={262144}>
              {form.draft?.body ?? ''}
            </textarea>
          </label>
          <details class="play-json">
            <summary>Paste JSON instead</summary>
            <label class="play-field">
              An issue from GitHub's REST API or a webhook payload. It takes precedence over the fields above.
              <textarea name="json" id="play-json" rows={6} />
            </label>
          </details>
          <button class="button button-primary" type="submit" id="play-go">
            <Icon name="beaker" /> Triage
          </button>
        </form>
        <div id="play-result" aria-live="polite">
          <PlayResult {...props} />
        </div>
      </div>
    </>
  );
}

interface ModelChoiceProps {
  name: string;
  word: string;
  models: readonly PlayModel[];
  chosen: string;
  optional?: boolean;
}

function ModelChoice({ name, word, models, chosen, optional }: ModelChoiceProps) {
  return (
    <label>
      {word}
      <select name={name} id={`play-${name}`}>
        {optional && <option value="">None</option>}
        {models.map((model) => (
          <option value={model.id} selected={model.id === chosen}>
            {model.words}
          </option>
        ))}
      </select>
    </label>
  );
}

type ResultProps = Pick<PlaygroundProps, 'repository' | 'form' | 'results' | 'labels'>;

/** The result of the triage. It is replaced as a whole while the user types. */
export function PlayResult({ repository, form, results, labels }: ResultProps) {
  const { first, second, failed } = results;
  if (form.problem)
    return (
      <section class="box">
        <Blank icon="alert" text={form.problem} />
      </section>
    );
  if (failed)
    return (
      <section class="box">
        <Blank icon="alert" text="The triage failed. No data was lost. Try again in a moment." />
      </section>
    );
  if (!first)
    return (
      <section class="box">
        <Blank icon="beaker" text="Enter a title or text to see its triage." />
      </section>
    );
  return (
    <div class={second ? 'play-results two' : 'play-results'}>
      <OneResult id="play-first" title="Triage" played={first} labels={labels} repository={repository} />
      {second && (
        <OneResult
          id="play-second"
          title="Compared with"
          played={second}
          labels={labels}
          repository={repository}
        />
      )}
    </div>
  );
}

interface OneProps {
  id: string;
  title: string;
  played: Played;
  labels: LabelsByName;
  repository: VisibleRepository;
}

function OneResult({ id, title, played, labels, repository }: OneProps) {
  const { decision, opinions, tookMs } = played;
  const withReasons = decision.values.filter(({ reasons }) => reasons.length > 0);
  const longest = Math.max(
    0.25,
    ...withReasons.flatMap(({ reasons }) => reasons.map(({ weight }) => Math.abs(weight))),
  );
  return (
    <Panel id={id} title={title}>
      {decision.values.length === 0 && <p class="panel-note">No confident suggestion.</p>}
      <dl class="decision-rows">
        {decision.values.map((value) => (
          <div class="decision-row">
            <dt>{value.dimension}</dt>
            <dd>
              <div class="decision-line">
                {value.label ? (
                  <LabelChip name={value.label} labels={labels} />
                ) : (
                  <span class="value-word">{value.value}</span>
                )}
                <Confidence
                  value={value.confidence}
                  threshold={value.threshold}
                  tone={`confidence-${value.autonomy}`}
                />
                <AutonomyMark autonomy={value.autonomy} />
              </div>
              <p class="decision-why">
                <WithCode text={explainAutonomy(value.autonomy, value.why)} />
              </p>
            </dd>
          </div>
        ))}
      </dl>
      {decision.missing.length > 0 && (
        <p class="panel-note">Missing from the text: {listWords(decision.missing)}.</p>
      )}
      {decision.fallback && (
        <p class="panel-note tone-attention">
          <Icon name="alert" /> Decided by a fallback: {decision.fallback}
        </p>
      )}
      {withReasons.map((value, index) => (
        <ValueEvidence value={value} longest={longest} open={index === 0} />
      ))}
      {opinions.length > 0 && <Opinions opinions={opinions} />}
      <SimilarList repository={repository} similar={decision.similar} labels={labels} />
      <p class="panel-foot">Took {renderDuration(tookMs)}. Nothing was stored.</p>
    </Panel>
  );
}
