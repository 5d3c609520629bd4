import { Confidence } from '../../../../views/confidence.tsx';
import { Icon } from '../../../../views/icon.tsx';
import type { IssueProps } from '../../../../views/issue-props.ts';
import { LabelChip } from '../../../../views/label-chip.tsx';
import { AutonomyMark } from '../../../../views/outcome.tsx';
import { Panel } from '../../../../views/panel.tsx';
import { Picker } from '../../../../views/picker.tsx';
import { listWords, renderDuration } from '../../../../views/render-words.ts';
import { When } from '../../../../views/when.tsx';
import { WithCode } from '../../../../views/with-code.tsx';
import { explainValue } from '../../../domain/inbox/explain-value.ts';
import type { DecidedValue, Dimension, Opinion } from '../../../domain/issue/decision.ts';
import { dimensions } from '../../../domain/issue/decision.ts';
import { explainAutonomy } from '../../../domain/words/explain-autonomy.ts';
import { AlikeOffer } from './alike.tsx';
import { AnswerLine, CorrectionForm, RowActions, SettledLine, settledBy } from './correct.tsx';
import { MaybeLine } from './maybe-line.tsx';
import { RefusedLine } from './refused-line.tsx';
import { RoutingRow } from './routing-row.tsx';
import { UnusableLookLine } from './unusable-look-line.tsx';

const dimensionWords: Record<Dimension, string> = {
  category: 'Category',
  priority: 'Priority',
  effort: 'Effort',
  area: 'Area',
};

/** The Decision panel: one row per value with its confidence, what was done and why. */
export function DecisionPanel(props: IssueProps) {
  const { triage } = props.detail;
  if (triage === 'unreadable') {
    return (
      <Panel
        id="decision"
        title="Decision"
        state="error"
        error="This triage was recorded by a different version and can’t be displayed. No data was lost. Triage the issue again to see a new decision."
      >
        <WholeActions props={props} />
      </Panel>
    );
  }
  if (!triage) {
    return (
      <Panel id="decision" title="Decision">
        <p class="panel-note" role="status">
          <Icon name="clock" /> Queued for triage. The decision appears here automatically.
        </p>
        <div class="skeleton" aria-hidden="true">
          <span class="skeleton-line" />
          <span class="skeleton-line" />
        </div>
      </Panel>
    );
  }
  const { decision } = triage;
  const silent = dimensions.filter(
    (dimension) => !decision.values.some((value) => value.dimension === dimension),
  );
  return (
    <Panel id="decision" title="Decision">
      <RefusedLine props={props} />
      <AnswerLine props={props} dimension={null} />
      <DuplicateLine props={props} />
      <UnusableLookLine repository={props.repository} detail={props.detail} />
      {(decision.values.length > 0 || decision.routing) && (
        <dl class="decision-rows">
          {dimensions
            .flatMap((dimension) => decision.values.filter((value) => value.dimension === dimension))
            .map((value) => (
              <DecisionRow props={props} value={value} opinions={triage.opinions} />
            ))}
          {decision.routing && <RoutingRow routing={decision.routing} />}
        </dl>
      )}
      {silent.length > 0 && <SilentPart props={props} silent={silent} />}
      {props.detail.lessons.some(({ by }) => by !== null) && <AlikeOffer props={props} />}
      {decision.missing.length > 0 && (
        <p class="panel-note">
          <Icon name="info" /> Missing from the text: {listWords(decision.missing)}.
        </p>
      )}
      {decision.fallback && (
        <p class="panel-note tone-attention">
          <Icon name="alert" /> Decided by a fallback: {decision.fallback}
        </p>
      )}
      <div class="panel-foot panel-foot-row">
        <span>
          Decided <When at={triage.decidedAt} />, in {renderDuration(triage.tookMs)}
          {languageOf(decision.language)}
        </span>
        <WholeActions props={props} />
      </div>
    </Panel>
  );
}

/** The issue that this one duplicates, with a link to the page where a proposal is answered. */
function DuplicateLine({ props }: { props: IssueProps }) {
  const { duplicateOf } = props.detail;
  if (!duplicateOf) return null;
  const { number, title, state, by } = duplicateOf;
  const path = `/${props.repository.owner}/${props.repository.name}`;
  return (
    <p class="panel-note duplicate-line">
      <Icon name="link" /> {state === 'linked' ? 'Duplicate of' : 'Proposed as a duplicate of'}{' '}
      <a href={`${path}/issues/${number}`}>
        {title} #{number}
      </a>
      {by && `, linked by ${by.login}`}
      {state === 'proposed' && (
        <>
          {'. '}
          <a href={`${path}/duplicates`}>Review it under Duplicates</a>
        </>
      )}
    </p>
  );
}

/** The dimensions without a confident suggestion, with a picker to set them. */
function SilentPart({ props, silent }: { props: IssueProps; silent: Dimension[] }) {
  return (
    <div class="panel-note silent-part">
      <p>
        <Icon name="question" /> No confident suggestion for{' '}
        {listWords(silent.map((dimension) => dimensionWords[dimension].toLowerCase()))}.
      </p>
      {silent.map((dimension) => (
        <>
          <MaybeLine props={props} dimension={dimension} word={dimensionWords[dimension]} />
          <AnswerLine props={props} dimension={dimension} />
        </>
      ))}
      <CorrectionForm props={props}>
        <Picker
          id="silent-pick"
          word="Set manually"
          about="Value to set"
          dimensions={silent}
          choices={props.actions.choices}
          everyLabel
        />
      </CorrectionForm>
    </div>
  );
}

/** Actions on the whole issue. */
function WholeActions({ props }: { props: IssueProps }) {
  return (
    <CorrectionForm props={props}>
      <button class="button button-small" type="submit" name="do" value="triage" id="triage-again">
        <Icon name="sync" /> Triage again
      </button>
    </CorrectionForm>
  );
}

/** Returns `; written in German`, or nothing for English or an unknown language. */
function languageOf(tag: string | null | undefined): string {
  if (!tag || tag.startsWith('en') || !/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(tag)) return '';
  return `; written in ${new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag}`;
}

interface RowProps {
  props: IssueProps;
  value: DecidedValue;
  opinions: Opinion[];
}

function DecisionRow({ props, value, opinions }: RowProps) {
  const lesson = settledBy(props.detail.lessons, value);
  const because = explainValue(value, opinions);
  return (
    <div class={lesson ? 'decision-row is-settled' : 'decision-row'}>
      <dt>{dimensionWords[value.dimension]}</dt>
      <dd>
        <div class="decision-line">
          {value.label ? (
            <LabelChip name={value.label} labels={props.labels} />
          ) : (
            <span class="value-word">{value.value}</span>
          )}
          <Confidence
            value={value.confidence}
            threshold={value.threshold}
            tone={`confidence-${value.autonomy}`}
          />
          <AutonomyMark
            autonomy={value.autonomy}
            answered={lesson !== undefined && value.autonomy !== 'apply'}
          />
        </div>
        {because && (
          <p class="decision-because">
            <WithCode text={because} />
          </p>
        )}
        <p class="decision-why">
          <WithCode text={explainAutonomy(value.autonomy, value.why)} />
        </p>
        <p class="decision-by">
          <Icon name="hubot" /> {value.decidedBy.length > 0 ? listWords(value.decidedBy) : 'unknown source'}
        </p>
        {lesson && <SettledLine lesson={lesson} value={value} />}
        <AnswerLine props={props} dimension={value.dimension} />
        <RowActions props={props} value={value} settled={lesson !== undefined} />
      </dd>
    </div>
  );
}
