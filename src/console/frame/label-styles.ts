import { createHash } from 'node:crypto';
import type { Label } from '../../domain/issue/repository.ts';

type Rgb = [number, number, number];

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];
const night: Rgb = [13, 17, 23];

/** Relative luminance, as defined by WCAG 2.2. */
function luminance(color: Rgb): number {
  const [r, g, b] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return a.map((part, index) => Math.round(part * (1 - share) + (b[index] ?? 0) * share)) as Rgb;
}

/**
 * Computes a label's colors for the light and dark themes. In the light theme the chip has the label's color
 * as background, with white text if its contrast is at least 4.5, or else black text, which then has it. In
 * the dark theme it has a tint of the color as background, with text lightened until its contrast reaches
 * 4.5.
 */
export function chipColors(hex: string): {
  day: [back: string, text: string, edge: string];
  night: [string, string, string];
} {
  const color = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;
  const ink = contrast(color, white) >= 4.5 ? white : black;
  const edge = contrast(color, white) < 1.3 ? mix(color, black, 0.2) : color;
  const back = mix(night, color, 0.2);
  let text = color;
  for (let share = 0; contrast(text, back) < 4.6; share += 0.05) text = mix(color, white, share);
  return {
    day: [css(color), css(ink), css(edge)],
    night: [css(back), css(text), css(mix(night, text, 0.35))],
  };
}

function css(color: Rgb): string {
  return `#${color.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * Builds the CSS rules for a repository's label colors. Style attributes would require a weaker content
 * security policy.
 */
export function buildLabelStyles(labels: Label[]): string {
  const colors = [...new Set(labels.map((label) => label.color.toLowerCase()))].filter((color) =>
    /^[0-9a-f]{6}$/.test(color),
  );
  const rule = (color: string, [back, text, edge]: string[]) =>
    `.label-${color}{--label-back:${back};--label-text:${text};--label-edge:${edge}}`;
  const byNight = colors.map((color) => rule(color, chipColors(color).night));
  return [
    ...colors.map((color) => rule(color, chipColors(color).day)),
    ...byNight.map((each) => `[data-color-mode="dark"] ${each}`),
    `@media(prefers-color-scheme:dark){${byNight.map((each) => `[data-color-mode="auto"] ${each}`).join('')}}`,
  ].join('\n');
}

/** URL of a repository's label style sheet. It changes with the colors. */
export function labelStylesPath(repository: { owner: string; name: string }, labels: Label[]): string {
  const hash = createHash('sha256').update(buildLabelStyles(labels)).digest('base64url').slice(0, 10);
  return `/${repository.owner}/${repository.name}/labels.css?v=${hash}`;
}
