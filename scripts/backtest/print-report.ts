import type { BacktestReport, HostedPrice } from '../../src/domain/past/backtest.ts';
import {
  backtestFigures,
  labelCells,
  labelColumns,
  maxOwnersListed,
  ownerCells,
  ownerColumns,
  routingFigures,
  routingNote,
} from '../../src/domain/past/backtest-figures.ts';

/** A terminal shows so many labels; the report has all. */
const maxLabels = 25;

/** The report for a terminal. */
export function printReport(name: string, report: BacktestReport, prices: readonly HostedPrice[]): void {
  const { issues, judged, labels, hosted } = report;
  console.log(`\n${name}: ${issues} issues, ${judged} of them labeled by people`);
  for (const { name: figure, value } of backtestFigures(report)) console.log(`  ${figure}: ${value}`);
  const used = labels.filter(
    ({ seen, applied, unjudged = 0 }) => seen > 0 || applied.right + applied.wrong + unjudged > 0,
  );
  if (used.length === 0) console.log('No labels by people were found, so no precision could be measured.');
  else
    console.table(
      Object.fromEntries(
        used.slice(0, maxLabels).map((each) => {
          const cells = labelCells(each);
          return [each.label, Object.fromEntries(labelColumns.map((column, i) => [column, cells[i]]))];
        }),
      ),
    );
  if (used.length > maxLabels) console.log(`… and ${used.length - maxLabels} more labels in the report.`);
  printRouting(report);
  console.log(
    `The local model was unsure about ${hosted.calls} issues. Estimated cost of a hosted model at list prices:`,
  );
  for (const { model, unsure, always } of prices)
    console.log(`  ${model}: $${unsure.toFixed(2)} for those, $${always.toFixed(2)} for all issues`);
}

function printRouting(report: BacktestReport): void {
  console.log(`People and teams. ${routingNote(report)}`);
  for (const { name, value } of routingFigures(report)) console.log(`  ${name}: ${value}`);
  const owners = report.routing?.owners.slice(0, maxOwnersListed) ?? [];
  if (owners.length === 0) return;
  console.table(
    Object.fromEntries(
      owners.map((owner) => {
        const cells = ownerCells(owner);
        return [`@${owner.name}`, Object.fromEntries(ownerColumns.map((column, i) => [column, cells[i]]))];
      }),
    ),
  );
}
