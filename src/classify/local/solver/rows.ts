/** Sparse rows, one after another: row i is `starts[i]` to `starts[i + 1]` of columns and values. */
export interface Rows {
  count: number;
  columns: number;
  starts: Int32Array;
  column: Int32Array;
  value: Float32Array;
}

/** Builds sparse rows from visits; `visit` is called once a row with a function that adds an entry. */
export function buildRows(
  count: number,
  columns: number,
  visit: (row: number, add: (column: number, value: number) => void) => void,
): Rows {
  const starts = new Int32Array(count + 1);
  let column = new Int32Array(1 << 16);
  let value = new Float32Array(1 << 16);
  let length = 0;
  const add = (at: number, amount: number) => {
    if (amount === 0) return;
    if (length === column.length) {
      const columns = new Int32Array(length * 2);
      columns.set(column);
      column = columns;
      const values = new Float32Array(length * 2);
      values.set(value);
      value = values;
    }
    column[length] = at;
    value[length++] = amount;
  };
  for (let row = 0; row < count; row++) {
    visit(row, add);
    starts[row + 1] = length;
  }
  return { count, columns, starts, column: column.slice(0, length), value: value.slice(0, length) };
}
