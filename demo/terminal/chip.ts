import type { SampleLabel } from '../replay/sample.ts';

/** A label in its own color where the terminal has 24 bits of them (`depth`, as of `getColorDepth()`), else its name. */
export function chip(label: Pick<SampleLabel, 'name' | 'color'>, depth: number): string {
  if (depth < 24) return label.name;
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(label.color.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ];
  // Perceived brightness, ITU-R BT.601.
  const dark = (red * 299 + green * 587 + blue * 114) / 1000 < 140;
  return `\u001b[48;2;${red};${green};${blue}m\u001b[${dark ? '97' : '30'}m ${label.name} \u001b[0m`;
}
