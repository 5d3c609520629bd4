import { Icon } from '../../../../views/icon.tsx';
import { Blank } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import {
  explainLabelingProblem,
  isUnderWay,
  type LabelingRun,
  type LabelingStage,
} from '../../../domain/weak-labels/labeling-run.ts';

interface WeakLabelsProps {
  /** The page's own path. */
  path: string;
  /** Null when nobody asked for a price yet; `unknown` when it couldn't be read. */
  run: LabelingRun | null | 'unknown';
  /** Dollars a day that the settings allow; null when they couldn't be read. */
  dailyUsd: number | null;
  /** Whether the reader may pay, cancel and drop. */
  mayRun: boolean;
  /** Whether the last change came too late. */
  late: boolean;
}

/** The page on which an admin lets a hosted model label past issues once, to teach the local model. */
export function WeakLabelsPage({ path, run, dailyUsd, mayRun, late }: WeakLabelsProps) {
  return (
    <>
      <div class="page-head">
        <h1>Label past issues</h1>
        <p class="page-note">A hosted model teaches the local one, once</p>
      </div>
      {late && (
        <p class="notice notice-attention" role="alert">
          <Icon name="alert" /> Not changed: the run has moved on since you opened this page.
        </p>
      )}
      {run === 'unknown' ? (
        <section class="box">
          <Blank icon="alert" text="The run couldn’t be loaded. No data was lost." />
        </section>
      ) : (
        <WeakLabelsState path={path} run={run} dailyUsd={dailyUsd} mayRun={mayRun} />
      )}
      <section class="box backtest-box backtest">
        <h2>What it does</h2>
        <p>
          A hosted model reads up to 5,000 past issues that have no area and suggests areas for them. The
          local model then learns areas that people have used on fewer than 10 issues from these labels too.
          Each counts half as much as a label from a person, and nothing else is computed from them: no
          threshold, no figure, no label’s earned autonomy. Area labels without a description get one, for
          questions to hosted models. Nothing is written to GitHub.
        </p>
        <p>
          Titles and texts of the issues are sent to the provider, shortened and without secrets, in batches
          that it answers within a day for half the price.
        </p>
      </section>
    </>
  );
}

/** Where the run stands, with what can be done about it. While a worker is at it, it polls itself every 5 seconds. */
export function WeakLabelsState({
  path,
  run,
  dailyUsd,
  mayRun,
}: Pick<WeakLabelsProps, 'path' | 'dailyUsd' | 'mayRun'> & { run: LabelingRun | null }) {
  const polls =
    run && isUnderWay(run)
      ? { 'hx-get': `${path}/progress`, 'hx-trigger': 'every 5s', 'hx-swap': 'outerMorph' }
      : {};
  return (
    <section class="box backtest-box backtest" id="labeling-run" aria-labelledby="labeling-title" {...polls}>
      <h2 id="labeling-title">{run ? titles[run.stage] : 'Off'}</h2>
      {run ? <RunFacts run={run} dailyUsd={dailyUsd} /> : <p>Nothing is sent unless an admin starts it.</p>}
      {mayRun ? (
        <RunActions path={path} run={run} />
      ) : (
        <p class="quiet">Only people with admin permission can start, cancel or drop it.</p>
      )}
    </section>
  );
}

const titles: Readonly<Record<LabelingStage, string>> = {
  pricing: 'Computing the price…',
  priced: 'Ready to start',
  running: 'Running',
  cancelling: 'Cancelling…',
  done: 'Done',
  cancelled: 'Cancelled',
  failed: 'Stopped',
};

function RunFacts({ run, dailyUsd }: { run: LabelingRun; dailyUsd: number | null }) {
  const { stage, issues, asked, model, source, estimateMicroUsd, spentMicroUsd, halfPrice } = run;
  const price = halfPrice ? 'half the list price' : 'the list price';
  return (
    <>
      {stage === 'priced' && (
        <p>
          <strong>About {dollars(estimateMicroUsd)}</strong> for {whole(issues)} issues with {model} ({source}
          ), at {price}. It stays within the daily budget
          {dailyUsd !== null && ` of ${dollars(dailyUsd * 1e6)}`} and continues the next day if that is spent.
        </p>
      )}
      {(stage === 'running' || stage === 'cancelling') && (
        <>
          <progress
            class="progress"
            max="1"
            value={issues > 0 ? Math.min(1, asked / issues) : undefined}
            aria-label="Share of issues answered"
          />
          <p>
            {whole(asked)} of {whole(issues)} issues answered, {dollars(spentMicroUsd)} of about{' '}
            {dollars(estimateMicroUsd)} spent.{' '}
            {run.waiting
              ? 'Waiting: today’s budget is spent.'
              : 'A batch can take up to a day at the provider.'}
          </p>
        </>
      )}
      {run.problem && (
        <p class="notice notice-attention">
          <Icon name="alert" /> {explainLabelingProblem(run.problem)}
        </p>
      )}
      {run.finishedAt && (
        <p>
          {whole(asked)} issues answered, {whole(run.labels)} areas suggested, {dollars(spentMicroUsd)} spent.
          Finished <When at={run.finishedAt} />.
        </p>
      )}
      {run.descriptions.length > 0 && (
        <ul>
          {run.descriptions.map(({ label, description }) => (
            <li>
              <strong>{label}</strong>: {description}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface Step {
  does: 'price' | 'start' | 'cancel' | 'drop';
  words: string;
  primary?: true;
}

function stepsOf(run: LabelingRun | null): Step[] {
  if (!run) return [{ does: 'price', words: 'Compute the price' }];
  switch (run.stage) {
    case 'pricing':
    case 'cancelling':
      return [];
    case 'priced':
      return [
        { does: 'start', words: `Spend about ${dollars(run.estimateMicroUsd)}`, primary: true },
        { does: 'drop', words: 'Don’t start' },
      ];
    case 'running':
      return [{ does: 'cancel', words: 'Cancel the run' }];
    case 'done':
    case 'cancelled':
    case 'failed':
      return [{ does: 'drop', words: run.labels > 0 ? 'Drop what it taught' : 'Clear' }];
  }
}

function RunActions({ path, run }: { path: string; run: LabelingRun | null }) {
  return (
    <form class="row-form" action={path} method="post">
      <input type="hidden" name="run" value={run?.id ?? ''} />
      {stepsOf(run).map(({ does, words, primary }) => (
        <button class={primary ? 'button button-primary' : 'button'} type="submit" name="do" value={does}>
          {words}
        </button>
      ))}
    </form>
  );
}

const whole = (count: number) => count.toLocaleString('en-US');

/** Dollars with two digits, and more where those would say nothing. */
function dollars(microUsd: number): string {
  const usd = microUsd / 1e6;
  return `$${usd > 0 && usd < 0.01 ? usd.toFixed(4) : usd.toFixed(2)}`;
}
