/**
 * The rows with the greatest scores above 0, greatest first; of equal scores the later row. Goes through all rows once and
 * keeps the best so far in a heap whose root is the worst of them: most rows cost one comparison.
 *
 * @param allowed asked only of rows that would be among the best
 */
export function bestRows(
  scores: Float64Array,
  count: number,
  most: number,
  allowed: (row: number) => boolean,
): number[] {
  const heap: number[] = [];
  const scoreOf = (row: number) => scores[row] ?? 0;
  const worse = (a: number, b: number) => scoreOf(a) < scoreOf(b) || (scoreOf(a) === scoreOf(b) && a < b);
  let least = 0;
  for (let row = 0; row < count; row++) {
    const score = scoreOf(row);
    if (score <= 0 || score < least || !allowed(row)) continue;
    if (heap.length < most) {
      heap.push(row);
      siftUp(heap, worse);
    } else {
      heap[0] = row;
      siftDown(heap, worse);
    }
    if (heap.length === most) least = scoreOf(heap[0] ?? 0);
  }
  return heap.sort((a, b) => scoreOf(b) - scoreOf(a) || b - a);
}

type Worse = (a: number, b: number) => boolean;

function siftUp(heap: number[], worse: Worse): void {
  let at = heap.length - 1;
  const row = heap[at] as number;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!worse(row, heap[above] as number)) break;
    heap[at] = heap[above] as number;
    at = above;
  }
  heap[at] = row;
}

function siftDown(heap: number[], worse: Worse): void {
  const row = heap[0] as number;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const below = right < heap.length && worse(heap[right] as number, heap[left] as number) ? right : left;
    if (!worse(heap[below] as number, row)) break;
    heap[at] = heap[below] as number;
    at = below;
  }
  heap[at] = row;
}
