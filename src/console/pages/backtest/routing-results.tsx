import type { BacktestReport } from '../../../domain/past/backtest.ts';
import {
  maxOwnersListed,
  ownerCells,
  ownerColumns,
  routingFigures,
  routingNote,
} from '../../../domain/past/backtest-figures.ts';

/** Whom the issues would have been suggested to, and how often that was right. */
export function RoutingResults({ report }: { report: BacktestReport }) {
  const owners = report.routing?.owners.slice(0, maxOwnersListed) ?? [];
  const figures = routingFigures(report);
  return (
    <>
      <h3>People and teams</h3>
      <p class="quiet">{routingNote(report)}</p>
      {figures.length > 0 && (
        <dl class="backtest-numbers">
          {figures.map((figure) => (
            <Figure {...figure} />
          ))}
        </dl>
      )}
      {owners.length > 0 && (
        <section class="backtest-table" tabindex={0} aria-label="Results by person and team">
          <table>
            <thead>
              <tr>
                {['name', ...ownerColumns].map((head) => (
                  <th scope="col">{head.charAt(0).toUpperCase() + head.slice(1)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {owners.map((owner) => (
                <tr>
                  <th scope="row">@{owner.name}</th>
                  {ownerCells(owner).map((cell) => (
                    <td>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}

/** One figure with its name. */
export function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
