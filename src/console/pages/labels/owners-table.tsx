import { AutonomyMark } from '../../../../views/outcome.tsx';
import { precisionUpperBound } from '../../../domain/autonomy/calibration.ts';
import type { Autonomy } from '../../../domain/issue/decision.ts';
import type { OwnerTrackRecord } from '../../../domain/routing/owner-track-record.ts';
import type { Settings } from '../../../domain/settings/settings.ts';
import { percent } from '../../../domain/text/percent.ts';
import { minForPercent, shareInWords } from '../../../domain/text/share-in-words.ts';
import { renderReason } from '../../../domain/words/explain-autonomy.ts';

interface OwnersProps {
  owners: OwnerTrackRecord[];
  settings: Settings;
}

const earnedWords: Record<Autonomy, string> = {
  apply: 'may be assigned automatically',
  suggest: 'not assigned automatically',
  observe: 'recorded only',
};

const modeWords: Record<Settings['routing']['mode'], string> = {
  off: 'Routing is off (routing.mode: off).',
  suggest: 'Everyone is suggested and nobody is assigned (routing.mode: suggest).',
  auto: 'Assigned once the track record has earned it (routing.mode: auto).',
  apply: 'Everyone is assigned, whatever the track record (routing.mode: apply).',
};

/** The people and teams that issues were routed to, and what their track records have earned. */
export function OwnersTable({ owners, settings }: OwnersProps) {
  if (owners.length === 0) return null;
  return (
    <section class="box label-box" aria-labelledby="owners">
      <div class="box-head">
        <h2 id="owners">
          People and teams <span class="counter">{owners.length}</span>
        </h2>
        <span class="quiet">who issues go to. {modeWords[settings.routing.mode]}</span>
      </div>
      <table class="label-table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Kind</th>
            <th
              scope="col"
              title="How often whoever was suggested was assigned to the issue or closed it, with its 80% interval"
            >
              Precision
            </th>
            <th scope="col" title="What the track record allows in auto mode">
              Earned
            </th>
          </tr>
        </thead>
        {owners.map((owner) => (
          <OwnerRow owner={owner} />
        ))}
      </table>
    </section>
  );
}

function OwnerRow({ owner: { kind, name, autonomy, why, record, lowerBound } }: { owner: OwnerTrackRecord }) {
  const { right, wrong } = record;
  const total = right + wrong;
  return (
    <tbody class="label-rows">
      <tr>
        <th scope="row">@{name}</th>
        <td data-column="Kind">{kind}</td>
        <td data-column="Precision" title={`${right} of ${total} suggestions correct`}>
          {shareInWords(right, total)}
          {total >= minForPercent && (
            <span class="quiet">
              {' '}
              ({percent(lowerBound)}–{percent(precisionUpperBound(record))})
            </span>
          )}
        </td>
        <td data-column="Earned">
          <AutonomyMark autonomy={autonomy} /> <span class="quiet">{earnedWords[autonomy]}</span>
        </td>
      </tr>
      <tr class="label-more">
        <td colspan={4}>
          <span class="quiet">{renderReason(why)}</span>
        </td>
      </tr>
    </tbody>
  );
}
