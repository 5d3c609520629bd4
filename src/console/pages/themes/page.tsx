import { Blank } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import type { SimilarState, ThemePage, ThemeRow } from '../../../read/similar.ts';
import { Rising, themeName } from './theme-name.tsx';
import { ThemesMap } from './themes-map.tsx';

/** What a repository's issues are about: what rises, a list of themes, and a map. */
export function ThemesPage({ repository, page }: { repository: VisibleRepository; page: ThemePage | null }) {
  const path = `/${repository.owner}/${repository.name}`;
  return (
    <>
      <div class="page-head">
        <h1>Themes</h1>
        <p class="page-note">
          {page?.drawn ? (
            <>
              {page.drawn.issues} issues, drawn <When at={page.drawn.at} />
            </>
          ) : (
            'Groups of issues that say alike'
          )}
        </p>
      </div>
      {page?.state && <Progress state={page.state} />}
      {!page && (
        <section class="box">
          <Blank icon="alert" text="The themes could not be read just now. Nothing is lost.">
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
                ? 'No three issues here are alike enough to make a theme.'
                : 'No map is drawn yet. It comes with the tenth issue, some minutes after it.'
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
        <h2 id="themes-list-title">What issues are about</h2>
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
            <th scope="col" class="numeric" title="Filed within the last seven days">
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

/** How far the index, the vectors and the links have come; nothing once all issues have theirs. */
function Progress({ state }: { state: SimilarState }) {
  const parts = [
    { word: 'found by their words', done: state.indexed },
    { word: 'with a vector of the model in use', done: state.embedded },
    { word: 'tied to their like', done: state.linked },
  ].filter(({ done }) => done < state.issues);
  // A text without a known word has no vector; a handful of those is no work under way.
  const underWay = parts.some(({ done }) => state.issues - done > Math.max(2, state.issues / 50));
  if (!underWay) return null;
  return (
    <section class="box similar-progress" aria-label="Under way">
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
