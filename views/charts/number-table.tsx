export interface ChartTable {
  columns: string[];
  rows: (string | number)[][];
}

/** The numbers of a plot as a table that is opened when wanted. */
export function NumberTable({ of, table }: { of: string; table: ChartTable }) {
  return (
    <details class="chart-numbers">
      <summary>
        Numbers<span class="visually-hidden"> of {of}</span>
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
