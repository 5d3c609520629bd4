import { styleText } from 'node:util';
import type { Replayed } from '../replay/ports.ts';
import type { SampleLabel } from '../replay/sample.ts';
import { saidOf } from '../replay/summarize.ts';
import { chip } from './chip.ts';
import { fitTo, plainText } from './plain-text.ts';

export interface LineStyle {
  /** Cells for the title. */
  titleWidth: number;
  /** 1 without colors, as `getColorDepth()`. */
  depth: number;
  labels: readonly SampleLabel[];
}

/** One replayed issue in a line: number, title, the labels that were written, and the time from webhook to label. */
export function replayedLine(replayed: Replayed, { titleWidth, depth, labels }: LineStyle): string {
  const dim = (text: string) => (depth > 1 ? styleText('dim', text, { validateStream: false }) : text);
  const title = fitTo(plainText(replayed.issue.title), titleWidth);
  const chips = replayed.labels.map((name) =>
    chip(labels.find((label) => label.name === name) ?? { name, color: 'ededed' }, depth),
  );
  const time = replayed.tookMs === null ? '' : dim(`${Math.round(replayed.tookMs)} ms`);
  const said = chips.length > 0 ? `${chips.join(' ')}  ${time}` : dim(withoutLabel(replayed));
  return `${dim(`#${replayed.number}`.padStart(5))}  ${title}  ${said}`.trimEnd();
}

function withoutLabel(replayed: Replayed): string {
  const { outcome } = replayed;
  if (outcome.status === 'alone') return plainText(`skipped: ${outcome.reason}`);
  if (outcome.status === 'failed') return plainText(`failed: ${outcome.reason ?? 'no reason given'}`);
  const suggested = saidOf(replayed)
    .filter(({ how }) => how === 'suggested')
    .map(({ label }) => label);
  return suggested.length > 0 ? `suggested: ${suggested.join(', ')}` : 'no confident prediction';
}
