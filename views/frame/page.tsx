import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { TopBar } from './frame.tsx';
import type { Frame, Theme } from './frame-props.ts';
import { LiveLine } from './live-line.tsx';
import { RepositoryList } from './repository-list.tsx';
import { RepositoryNav } from './repository-nav.tsx';
import { StateLine } from './state-line.tsx';

/** URLs of the static assets; each contains a hash of its content. */
export interface AssetPaths {
  css: string;
  script: string;
  favicon: string;
}

interface DocumentProps {
  title: string;
  theme: Theme;
  assets: AssetPaths;
  /** The repository's label colors. */
  labelStyles?: string | undefined;
  children?: Child;
}

/**
 * The HTML document around a page. It has no inline script or style, because the content security policy
 * forbids both.
 */
export function Document({ title, theme, assets, labelStyles, children }: DocumentProps) {
  return html`<!doctype html>${(
    <html lang="en" data-color-mode={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
        <meta
          name="htmx-config"
          content="includeIndicatorCSS:false extensions:'sse, upsert, console' history:false"
        />
        <title>{`${title} · DispatchAI`}</title>
        <link rel="icon" href={assets.favicon} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.css} />
        {labelStyles && <link id="label-styles" rel="stylesheet" href={labelStyles} />}
        <script src={assets.script} defer />
      </head>
      <body>{children}</body>
    </html>
  )}`;
}

interface PageProps extends Omit<DocumentProps, 'theme'> {
  frame: Frame;
  search?: string;
  /** The URL of the page's event stream, if it has one. */
  live?: string;
}

/** A page for a signed-in user, inside the frame. */
export function Page({ frame, search, live, children, ...document }: PageProps) {
  return (
    <Document {...document} theme={frame.theme}>
      <a class="skip-link" href="#main">
        Skip to content
      </a>
      <TopBar frame={frame} {...(search === undefined ? {} : { search })} />
      <LiveLine
        url={live}
        counts={frame.current ? `/${frame.current.owner}/${frame.current.name}/counts` : undefined}
      />
      <RepositoryNav frame={frame} />
      <StateLine counts={frame.current ? frame.counts.get(frame.current.repositoryId) : undefined} />
      <div class="columns">
        <nav class="side-bar only-wide" aria-label="Repositories">
          <RepositoryList frame={frame} />
        </nav>
        <main id="main" tabindex={-1}>
          {children}
        </main>
      </div>
    </Document>
  );
}
