import type { BacktestReport, HostedPrice } from '../../src/domain/past/backtest.ts';
import { percent } from '../../src/domain/text/percent.ts';

const share = ({ right, wrong }: { right: number; wrong: number }) =>
  right + wrong === 0 ? '' : percent(right / (right + wrong));
/** A terminal shows so many labels; the report has all. */
const maxLabels = 25;

/** The report for a terminal. */
export function printReport(name: string, report: BacktestReport, prices: readonly HostedPrice[]): void {
  const { issues, judged, covered, applied, suggested, labels, hosted } = report;
  console.log(`\n${name}: ${issues} issues, ${judged} of them labeled by people`);
  console.log(
    `Coverage ${percent(issues === 0 ? 0 : covered / issues)}; precision of applied labels ${share(applied) || '–'}; precision of suggestions ${share(suggested) || '–'}.`,
  );
  const used = labels.filter(({ seen, applied: own }) => seen > 0 || own.right + own.wrong > 0);
  if (used.length === 0) console.log('No labels by people were found, so no precision could be measured.');
  else
    console.table(
      Object.fromEntries(
        used.slice(0, maxLabels).map((each) => [
          each.label,
          {
            issues: each.seen,
            written: each.applied.right + each.applied.wrong,
            precision: share(each.applied),
            'at least': each.applied.right + each.applied.wrong === 0 ? '' : percent(each.lowerBound),
            coverage: percent(each.coverage),
            suggested: each.suggested.right + each.suggested.wrong,
            right: share(each.suggested),
            threshold: percent(each.threshold),
            'at the end': each.rung,
          },
        ]),
      ),
    );
  if (used.length > maxLabels) console.log(`… and ${used.length - maxLabels} more labels in the report.`);
  console.log(
    `The local model was unsure about ${hosted.calls} issues. Estimated cost of a hosted model at list prices:`,
  );
  for (const { model, unsure, always } of prices)
    console.log(`  ${model}: $${unsure.toFixed(2)} for those, $${always.toFixed(2)} for all issues`);
}
