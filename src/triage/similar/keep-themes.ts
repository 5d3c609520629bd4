import { findBurst } from '../../domain/clusters/burst.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { NoticeStore } from '../ports/notices.ts';
import type { MapDrawer, ThemeStore } from '../ports/themes.ts';

export interface KeepThemesDeps {
  themes: ThemeStore;
  drawer: MapDrawer;
  notices: Pick<NoticeStore, 'open' | 'settle'>;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Fewer issues than this make no map. */
const minIssues = 10;
/** A new map is due once this share of the issues came since, and at least so many. */
const newShare = 0.05;
const minNew = 10;
/** Or once so many like issues came that no theme took in: the beginning of a new one. */
const maxHomeless = 5;
const day = 86_400_000;

/**
 * Draws the map of a repository anew where enough has changed, and looks for themes that rise: each gives one notice, which
 * settles by itself a week after the burst was last seen.
 */
export async function keepThemes(
  deps: KeepThemesDeps,
  repo: RepositoryRef,
  signal?: AbortSignal,
): Promise<void> {
  const { themes, drawer } = deps;
  const { newcomers, homeless, drawnFrom } = await themes.sinceMap(repo);
  const due = drawnFrom === null ? newcomers >= minIssues : isDue(newcomers, homeless, drawnFrom);
  if (due) await themes.saveMap(repo, await drawer.draw(await themes.readIssues(repo), signal));
  await findBursts(deps, repo);
}

function isDue(newcomers: number, homeless: number, drawnFrom: number): boolean {
  return newcomers >= Math.max(minNew, newShare * drawnFrom) || homeless >= maxHomeless;
}

async function findBursts({ themes, notices, now }: KeepThemesDeps, repo: RepositoryRef): Promise<void> {
  const seenAt = new Date(now()).toISOString();
  const { repository, themes: weeks, count } = await themes.weeks(repo);
  for (const [theme, own] of weeks) {
    const burst = findBurst(own, repository, count);
    if (!burst) continue;
    const terms = await themes.saveBurst(repo, theme, { ...burst, seenAt });
    await notices.open(repo, {
      kind: 'burst',
      subject: `theme ${theme}`,
      number: null,
      private: false,
      reason: { code: 'burst', count: burst.count, expected: burst.expected, terms: [...terms] },
      detail: { theme, ...burst },
    });
  }
  for (const theme of await themes.endBursts(repo, new Date(now() - 7 * day).toISOString()))
    await notices.settle(repo, { kind: 'burst', subject: `theme ${theme}` }, null);
}
