export interface ChartTable {
  columns: string[];
  rows: (string | number)[][];
}

/** A chart's data as a collapsed table. */
export function NumberTable({ of, table }: { of: string; table: ChartTable }) {
  return (
    <details class="chart-numbers">
      <summary>
        Data<span class="visually-hidden"> for {of}</span>
      </summary>
      <table class="number-table">
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([first, ...rest]) => (
            <tr>
              <th scope="row">{first}</th>
              {rest.map((cell) => (
                <td>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
