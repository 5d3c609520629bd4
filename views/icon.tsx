import { createRequire } from 'node:module';
import { raw } from 'hono/html';

interface Octicon {
  heights: Record<string, { width: number; path: string }>;
}

const octicons = createRequire(import.meta.url)('@primer/octicons/build/data.json') as Record<
  string,
  Octicon
>;

export type IconName =
  | 'alert'
  | 'arrow-left'
  | 'check'
  | 'check-circle'
  | 'chevron-down'
  | 'chevron-right'
  | 'clock'
  | 'comment'
  | 'command-palette'
  | 'copy'
  | 'device-desktop'
  | 'dot-fill'
  | 'eye'
  | 'graph'
  | 'history'
  | 'hubot'
  | 'inbox'
  | 'info'
  | 'issue-closed'
  | 'issue-opened'
  | 'issue-reopened'
  | 'light-bulb'
  | 'link'
  | 'link-external'
  | 'lock'
  | 'mark-github'
  | 'moon'
  | 'pencil'
  | 'person'
  | 'pulse'
  | 'question'
  | 'repo'
  | 'search'
  | 'shield-lock'
  | 'sign-out'
  | 'skip'
  | 'sun'
  | 'sync'
  | 'beaker'
  | 'checklist'
  | 'key'
  | 'rows'
  | 'tag'
  | 'three-bars'
  | 'undo'
  | 'webhook'
  | 'list-unordered'
  | 'gear'
  | 'home'
  | 'download'
  | 'trash'
  | 'stop'
  | 'play'
  | 'credit-card'
  | 'shield-check'
  | 'arrow-up'
  | 'smiley'
  | 'arrow-down'
  | 'iterations'
  | 'stack'
  | 'x'
  | 'x-circle';

/** A 16-pixel octicon. Without a `label` it is decorative and hidden from screen readers. */
export function Icon({ name, label, tone }: { name: IconName; label?: string; tone?: string }) {
  const icon = octicons[name]?.heights['16'];
  if (!icon) throw new Error(`There is no octicon named ${name}.`);
  const meaning = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: `meaning` names it or hides it.
    <svg
      class={tone ? `icon ${tone}` : 'icon'}
      width={icon.width}
      height="16"
      viewBox={`0 0 ${icon.width} 16`}
      fill="currentColor"
      {...meaning}
    >
      {raw(icon.path)}
    </svg>
  );
}
