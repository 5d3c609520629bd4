import { Icon } from '../../../../views/icon.tsx';
import type { ThemeRow } from '../../../read/similar.ts';

/** The name of a theme: its distinctive terms, or its number if it has none. */
export function themeName({ id, terms }: Pick<ThemeRow, 'id' | 'terms'>): string {
  return terms.length > 0 ? terms.join(', ') : `Theme ${id}`;
}

/** A badge for a theme with unexpectedly many new issues; nothing otherwise. */
export function Rising({ theme: { burst } }: { theme: Pick<ThemeRow, 'burst'> }) {
  if (!burst) return null;
  const expected = burst.expected < 1 ? 'fewer than one' : `about ${Math.round(burst.expected)}`;
  return (
    <span class="rising" title={`${burst.count} issues this week, where ${expected} would be expected`}>
      <Icon name="pulse" /> rising
    </span>
  );
}
