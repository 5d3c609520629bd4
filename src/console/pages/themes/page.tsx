import { Blank } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import type { SimilarState, ThemePage, ThemeRow } from '../../../read/similar.ts';
import { Rising, themeName } from './theme-name.tsx';
import { ThemesMap } from './themes-map.tsx';

/** The Themes page: a map of similar issues, rising themes and a list. */
export function ThemesPage({ repository, page }: { repository: VisibleRepository; page: ThemePage | null }) {
  const path = `/${repository.owner}/${repository.name}`;
  return (
    <>
      <div class="page-head">
        <h1>Themes</h1>
        <p class="page-note">
          {page?.drawn ? (
            <>
              {page.drawn.issues} issues, updated <When at={page.drawn.at} />
            </>
          ) : (
            'Groups of similar issues'
          )}
        </p>
      </div>
      {page?.state && <Progress state={page.state} />}
      {!page && (
        <section class="box">
          <Blank icon="alert" text="The themes couldn’t be loaded. No data was lost.">
            <a class="button" href={`${path}/themes`}>
              Try again
            </a>
          </Blank>
        </section>
      )}
      {page && page.themes.length === 0 && (
        <section class="box">
          <Blank
            icon="graph"
            text={
              page.drawn
                ? 'No themes yet: a theme needs at least three similar issues.'
                : 'No themes yet. They appear a few minutes after the tenth issue.'
            }
          />
        </section>
      )}
      {page && page.themes.length > 0 && (
        <>
          <ThemesMap path={path} page={page} />
          <ThemeTable path={path} themes={page.themes} />
        </>
      )}
    </>
  );
}

function ThemeTable({ path, themes }: { path: string; themes: ThemeRow[] }) {
  return (
    <section class="box themes-list" aria-labelledby="themes-list-title">
      <div class="box-head">
        <h2 id="themes-list-title">Themes</h2>
      </div>
      <table class="themes-table">
        <thead>
          <tr>
            <th scope="col">Theme</th>
            <th scope="col" class="numeric">
              Open
            </th>
            <th scope="col" class="numeric">
              Closed
            </th>
            <th scope="col" class="numeric" title="Opened in the last seven days">
              This week
            </th>
          </tr>
        </thead>
        <tbody>
          {themes.map((theme) => (
            <tr>
              <th scope="row">
                <a href={`${path}/themes/${theme.id}`}>{themeName(theme)}</a> <Rising theme={theme} />
              </th>
              <td class="numeric">{theme.open}</td>
              <td class="numeric">{theme.closed}</td>
              <td class="numeric">{theme.week}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The progress of indexing, embedding and linking; nothing once all issues are done. */
function Progress({ state }: { state: SimilarState }) {
  const parts = [
    { word: 'indexed', done: state.indexed },
    { word: 'embedded', done: state.embedded },
    { word: 'linked to similar issues', done: state.linked },
  ].filter(({ done }) => done < state.issues);
  // Texts without a known word have no vector; a few of those don't mean that work is in progress.
  const underWay = parts.some(({ done }) => state.issues - done > Math.max(2, state.issues / 50));
  if (!underWay) return null;
  return (
    <section class="box similar-progress" aria-label="Progress">
      {parts.map(({ word, done }) => (
        <p>
          <label>
            {done} of {state.issues} issues {word}{' '}
            <progress class="progress" value={String(done)} max={String(state.issues)} />
          </label>
        </p>
      ))}
    </section>
  );
}
