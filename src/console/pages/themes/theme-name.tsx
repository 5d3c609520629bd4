import { Icon } from '../../../../views/icon.tsx';
import type { ThemeRow } from '../../../read/similar.ts';

/** What a theme is called: its terms, or its number where nothing tells it from the others. */
export function themeName({ id, terms }: Pick<ThemeRow, 'id' | 'terms'>): string {
  return terms.length > 0 ? terms.join(', ') : `Theme ${id}`;
}

/** The mark of a burst; nothing where the theme is as it usually is. */
export function Rising({ theme: { burst } }: { theme: Pick<ThemeRow, 'burst'> }) {
  if (!burst) return null;
  const usual = burst.expected < 1 ? 'fewer than one' : `about ${Math.round(burst.expected)}`;
  return (
    <span class="rising" title={`${burst.count} issues in a week; ${usual} would be usual`}>
      <Icon name="pulse" /> rising
    </span>
  );
}
