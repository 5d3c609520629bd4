import type { LabelRecord } from '../../../read/pages.ts';

/** Outcomes by week as bars: correct ones upward, wrong ones downward. */
export function Trend({ weeks }: { weeks: LabelRecord['weeks'] }) {
  const right = weeks.reduce((sum, week) => sum + week.right, 0);
  const wrong = weeks.reduce((sum, week) => sum + week.wrong, 0);
  if (right + wrong === 0) return <span class="quiet">–</span>;
  const most = Math.max(1, ...weeks.flatMap((week) => [week.right, week.wrong]));
  const words = `Last 12 weeks: ${right} correct, ${wrong} wrong`;
  return (
    <span class="trend" title={words}>
      <svg width="48" height="22" viewBox="0 0 48 22" aria-hidden="true">
        {weeks.map((week, place) => (
          <>
            <rect
              class="bar-for"
              x={place * 4}
              width="3"
              y={11 - (10 * week.right) / most}
              height={(10 * week.right) / most}
            />
            <rect class="bar-against" x={place * 4} width="3" y="12" height={(10 * week.wrong) / most} />
          </>
        ))}
        <rect class="bar-axis" x="0" y="11" width="48" height="1" />
      </svg>
      <span class="visually-hidden">{words}</span>
    </span>
  );
}
