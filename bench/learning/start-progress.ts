const everyMs = 15_000;
/** An issue costs its answers, and its share of the trainings, which grow with what they learn from. */
const weightOf = (index: number) => 100 + index;

/** Says on stderr how far the walk is and how long the rest will take, every 15 seconds and at the end of each repository. */
export function startProgress(
  counts: readonly number[],
): (repository: string, done: number, of: number) => void {
  const total = counts.reduce((sum, count) => sum + weightUpTo(count), 0);
  const started = performance.now();
  let told = started;
  let before = 0;
  return (repository, done, of) => {
    const now = performance.now();
    const walked = before + weightUpTo(done);
    if (done === of) before = walked;
    if (done !== of && now - told < everyMs) return;
    told = now;
    const left = ((now - started) * (total - walked)) / walked;
    console.error(
      `${repository}: ${done} of ${of} issues; ${inWords(now - started)}, about ${inWords(left)} left`,
    );
  };
}

const weightUpTo = (count: number) => (count * (weightOf(0) + weightOf(count - 1))) / 2;

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
