import { AutonomyMark } from '../../../../views/outcome.tsx';
import { WithCode } from '../../../../views/with-code.tsx';
import type { Routing } from '../../../domain/issue/decision.ts';
import { renderReason } from '../../../domain/words/explain-autonomy.ts';
import { explainRouting } from '../../../domain/words/explain-routing.ts';

/** Who the issue should go to: the person and the team, what was done about each, and why. */
export function RoutingRow({ routing }: { routing: Routing }) {
  const { assignee, team, teamLabel, autonomy, teamAutonomy = autonomy, why, reasons } = routing;
  return (
    <div class="decision-row">
      <dt>Owner</dt>
      <dd>
        {assignee !== null && (
          <div class="decision-line">
            <span class="value-word">@{assignee}</span>
            <AutonomyMark autonomy={autonomy} />
          </div>
        )}
        {team !== null && (
          <div class="decision-line">
            <span class="value-word">team {team}</span>
            {/* A team is shown by its label; without one there is nothing to apply. */}
            <AutonomyMark
              autonomy={teamLabel === null && teamAutonomy === 'apply' ? 'suggest' : teamAutonomy}
            />
          </div>
        )}
        {reasons.length > 0 && (
          <p class="decision-because">
            <WithCode text={reasons.map(explainRouting).join(' · ')} />
          </p>
        )}
        {assignee !== null && why?.assignee && (
          <p class="decision-why">
            @{assignee}: {renderReason(why.assignee)}.
          </p>
        )}
        {team !== null && why?.team && (
          <p class="decision-why">
            {team}: {renderReason(why.team)}.
          </p>
        )}
      </dd>
    </div>
  );
}
