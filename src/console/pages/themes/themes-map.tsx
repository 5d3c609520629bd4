import type { MapPoint, ThemePage, ThemeRow } from '../../../read/similar.ts';
import { Rising, themeName } from './theme-name.tsx';

const width = 1_000;
const height = 560;
const margin = 40;
const colors = 8;
/** Maximum number of names on the map, so that they don't overlap. */
const maxNames = 12;

/** A map of issues as linked points, with similar issues close together and the largest themes named. */
export function ThemesMap({ path, page }: { path: string; page: ThemePage }) {
  const { points, themes } = page;
  const names = new Map(themes.map((theme) => [theme.id, themeName(theme)]));
  const summary = `${points.length} issues in ${themes.length} themes. Largest: ${themes
    .toSorted((a, b) => b.open + b.closed - a.open - a.closed)
    .slice(0, 3)
    .map(themeName)
    .join('; ')}. The list below has all themes.`;
  return (
    <section class="box themes-map" aria-labelledby="themes-map-title">
      <div class="box-head">
        <h2 id="themes-map-title">Map</h2>
        <p class="themes-key">
          <span class="key-point" /> open <span class="key-point key-closed" /> closed
        </p>
      </div>
      <p class="visually-hidden">{summary}</p>
      <a class="skip-map" href="#themes-list-title">
        Skip map
      </a>
      {/* biome-ignore lint/a11y/useSemanticElements: an SVG can't be a fieldset. */}
      <svg
        class="map"
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={`Map of ${points.length} issues`}
      >
        {points.map((point) => (
          <Point path={path} point={point} name={names.get(point.theme ?? 0) ?? null} />
        ))}
        {placeNames(points, themes).map(({ theme, x, y }) => (
          <text class="map-name" x={String(x)} y={String(y)} text-anchor="middle">
            {themeName({ ...theme, terms: theme.terms.slice(0, 2) })}
          </text>
        ))}
      </svg>
      <ul class="themes-rising">
        {themes
          .filter(({ burst }) => burst)
          .map((theme) => (
            <li>
              <a href={`${path}/themes/${theme.id}`}>{themeName(theme)}</a> <Rising theme={theme} />
            </li>
          ))}
      </ul>
    </section>
  );
}

function Point({ path, point, name }: { path: string; point: MapPoint; name: string | null }) {
  const { number, title, state, theme } = point;
  const words = `#${number} ${title}${name ? ` (${name})` : ''}, ${state}`;
  return (
    <a href={`${path}/issues/${number}`} aria-label={words}>
      <circle
        class={`map-point map-${(theme ?? 0) % colors} map-${state}`}
        cx={String(across(point.x))}
        cy={String(down(point.y))}
        r="6"
      >
        <title>{words}</title>
      </circle>
    </a>
  );
}

const across = (x: number) => Math.round(margin + ((x + 1) / 2) * (width - 2 * margin));
const down = (y: number) => Math.round(margin + ((y + 1) / 2) * (height - 2 * margin));

/** Places the names of the largest themes at their center and drops names that would overlap. */
function placeNames(
  points: readonly MapPoint[],
  themes: readonly ThemeRow[],
): { theme: ThemeRow; x: number; y: number }[] {
  const placed: { theme: ThemeRow; x: number; y: number; half: number }[] = [];
  const largest = themes.toSorted((a, b) => b.open + b.closed - a.open - a.closed);
  for (const theme of largest) {
    const own = points.filter((point) => point.theme === theme.id);
    if (own.length === 0 || placed.length === maxNames) continue;
    const half = 4.6 * themeName({ ...theme, terms: theme.terms.slice(0, 2) }).length;
    const middle = (of: (point: MapPoint) => number) => median(own.map(of));
    const x = Math.min(
      width - half,
      Math.max(
        half,
        middle(({ x }) => across(x)),
      ),
    );
    const y = Math.max(16, middle(({ y }) => down(y)) - 12);
    const covers = placed.some(
      (other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < 18,
    );
    if (!covers) placed.push({ theme, x, y, half });
  }
  return placed;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
