/** Between two lines, in milliseconds. */
const everyMs = 5_000;

/**
 * Says on stderr how far a walk is and how long it will take, by what each kind of work took so far. The later asks are
 * dearer than the earlier ones, so the time left is on the short side at first.
 */
export function createProgress(total: { indexed: number; asked: number }) {
  const done = { indexed: 0, asked: 0 };
  const took = { indexed: 0, asked: 0 };
  let last = performance.now();
  let told = last;

  const left = (kind: 'indexed' | 'asked') =>
    done[kind] === 0 ? 0 : (took[kind] / done[kind]) * Math.max(0, total[kind] - done[kind]);

  return (kind: 'indexed' | 'asked', count: number) => {
    const now = performance.now();
    done[kind] += count;
    took[kind] += now - last;
    last = now;
    if (now - told < everyMs) return;
    told = now;
    const minutes = Math.ceil((left('indexed') + left('asked')) / 60_000);
    const known = total.asked === 0 || done.asked > 50;
    process.stderr.write(
      `${done.indexed} of ${total.indexed} issues indexed, ${done.asked} of ${total.asked} asked` +
        `${known ? `, about ${minutes} min left` : ''}\n`,
    );
  };
}
