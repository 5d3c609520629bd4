import type { LabelRow } from '../world/rows.ts';

/** Black or white, whichever reads better on the color (ITU-R BT.601 luma, as GitHub's labels are weighed). */
function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? '#1f2328' : '#ffffff';
}

export function LabelChip({ label }: { label: Pick<LabelRow, 'name' | 'color' | 'description'> }) {
  const color = /^[0-9a-f]{6}$/i.test(label.color) ? label.color : 'ededed';
  return (
    <span class="label" style={`background:#${color};color:${inkOn(color)}`} title={label.description ?? ''}>
      {label.name}
    </span>
  );
}
