import { percent } from '../src/domain/text/percent.ts';

/** Formats a confidence: `94%`, with `<1%` and `>99%` at the ends because no model is ever certain. */
export function renderPercent(share: number): string {
  if (share < 0.01) return '<1%';
  if (share > 0.99) return '>99%';
  return percent(share);
}

/** A confidence from 0 to 1 as a bar and a number. The tick marks the threshold. */
export function Confidence({ value, threshold, tone }: { value: number; threshold?: number; tone?: string }) {
  const meaning =
    `Confidence ${renderPercent(value)}: about ${Math.round(value * 100)} of 100 predictions at this level are correct.` +
    (threshold === undefined ? '' : ` Threshold: ${renderPercent(threshold)}.`);
  const share = Math.max(0, Math.min(1, value));
  return (
    <span class={`confidence ${tone ?? ''}`} title={meaning}>
      <svg class="bar" width="100%" height="6" aria-hidden="true">
        <rect class="bar-track" width="100%" height="6" rx="3" />
        <rect class="bar-fill" width={`${(share * 100).toFixed(1)}%`} height="6" rx="3" />
        {threshold !== undefined && (
          <rect class="bar-tick" x={`${(threshold * 100).toFixed(1)}%`} width="1.5" height="6" />
        )}
      </svg>
      <span class="confidence-number">{renderPercent(value)}</span>
    </span>
  );
}
