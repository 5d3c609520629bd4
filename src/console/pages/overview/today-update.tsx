import type { Today } from '../../../read/overview.ts';
import { OverviewToday } from './overview-today.tsx';

/** Updates the Overview's metrics. */
export function TodayUpdate(props: { path: string; today: Today }) {
  return (
    <hx-partial hx-target="#today" hx-swap="outerMorph">
      <OverviewToday {...props} />
    </hx-partial>
  );
}
