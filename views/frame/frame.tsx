import { Icon } from '../icon.tsx';
import type { Frame } from './frame-props.ts';
import { RepositoryList } from './repository-list.tsx';

/** The top bar: breadcrumbs, search, theme menu and user menu. */
export function TopBar({ frame, search }: { frame: Frame; search?: string }) {
  const { current } = frame;
  return (
    <header class="top-bar">
      <details class="menu only-narrow">
        <summary class="icon-button" aria-label="Repositories">
          <Icon name="three-bars" />
        </summary>
        <nav class="menu-body menu-left" aria-label="Repositories menu">
          <RepositoryList frame={frame} />
        </nav>
      </details>
      <a class="brand" href="/">
        <Logo /> <span class="brand-name">DispatchAI</span>
      </a>
      {current && (
        <nav class="crumbs" aria-label="Breadcrumbs">
          <span class="crumb-owner">{current.owner}</span>
          <span class="crumb-slash" aria-hidden="true">
            /
          </span>
          <a class="crumb-name" href={`/${current.owner}/${current.name}`}>
            {current.name}
          </a>
          {current.private && (
            <span class="tag-outline">
              <Icon name="lock" /> Private
            </span>
          )}
        </nav>
      )}
      <span class="grow" />
      {current && (
        <search class="top-search-place">
          <form class="top-search" action={`/${current.owner}/${current.name}/issues`} method="get">
            <Icon name="search" />
            <input
              type="search"
              name="q"
              id="search"
              value={search}
              placeholder="Search issues"
              aria-label="Search issues by title or number"
              aria-keyshortcuts="/"
              autocomplete="off"
            />
            <input type="hidden" name="state" value="all" />
            <kbd>/</kbd>
          </form>
        </search>
      )}
      <ThemeMenu frame={frame} />
      <details class="menu">
        <summary class="avatar-button" aria-label={`Signed in as ${frame.person.login}`}>
          {frame.person.avatarUrl ? (
            <img class="avatar" src={frame.person.avatarUrl} alt="" width="24" height="24" />
          ) : (
            <Icon name="person" />
          )}
        </summary>
        <div class="menu-body menu-right">
          <p class="menu-note">
            Signed in as <strong>{frame.person.login}</strong>
          </p>
          <a class="menu-item" href="/tokens">
            <Icon name="key" /> API tokens
          </a>
          <form action="/sign-out" method="post">
            <button class="menu-item" type="submit">
              <Icon name="sign-out" /> Sign out
            </button>
          </form>
        </div>
      </details>
    </header>
  );
}

const themes = [
  { theme: 'light', word: 'Light', icon: 'sun' },
  { theme: 'dark', word: 'Dark', icon: 'moon' },
  { theme: 'auto', word: 'System', icon: 'device-desktop' },
] as const;

function ThemeMenu({ frame }: { frame: Frame }) {
  const now = themes.find((each) => each.theme === frame.theme) ?? themes[2];
  return (
    <details class="menu">
      <summary class="icon-button" aria-label={`Theme: ${now.word}`}>
        <Icon name={now.icon} />
      </summary>
      <form class="menu-body menu-right" action="/theme" method="post">
        <input type="hidden" name="return_to" value={frame.path} />
        {themes.map(({ theme, word, icon }) => (
          <button
            class="menu-item"
            type="submit"
            name="theme"
            value={theme}
            aria-current={theme === frame.theme ? 'true' : undefined}
          >
            <Icon name={icon} /> {word} {theme === frame.theme && <Icon name="check" tone="push-right" />}
          </button>
        ))}
      </form>
    </details>
  );
}

/** The logo: one path that splits in two. */
export function Logo() {
  return (
    <svg
      class="logo"
      width="22"
      height="22"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <circle class="logo-dot" cx="5" cy="12" r="3" />
      <path d="M8 12h3c4 0 3-6 7-6h3M11 12c4 0 3 6 7 6h3" />
      <path d="m19 3.5 2.5 2.5L19 8.5M19 15.5l2.5 2.5-2.5 2.5" />
    </svg>
  );
}
