import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Our own style sheets, in the order of concatenation. */
const ours = [
  'base',
  'parts',
  'menus',
  'frame',
  'list',
  'issue',
  'decision',
  'evidence',
  'actions',
  'inbox',
  'playground',
  'messages',
  'sections',
  'overview',
  'labels',
  'record',
  'charts',
  'backlog',
  'api',
  'backtest',
  'themes',
];
const primer = '@primer/primitives/dist/css';
const shapes = [
  'base/size/size',
  'base/typography/typography',
  'functional/size/radius',
  'functional/typography/typography',
];

/**
 * Builds the console's single style sheet: github-markdown-css and our own rules, with only the Primer
 * tokens they use (two full themes would be 240 KB), for the light, dark and system themes.
 */
export async function buildStylesheet(): Promise<string> {
  const read = (specifier: string) => readFile(require.resolve(specifier), 'utf8');
  const [light, dark, ...sizes] = await Promise.all(
    [
      `${primer}/functional/themes/light.css`,
      `${primer}/functional/themes/dark.css`,
      ...shapes.map((name) => `${primer}/${name}.css`),
    ].map(read),
  );
  const markdown = dropOwnThemes(await read('github-markdown-css/github-markdown.css'));
  const own = await Promise.all(
    ours.map((name) => readFile(new URL(`../assets/${name}.css`, import.meta.url), 'utf8')),
  );
  const rules = [markdown, ...own].join('\n');

  const day = readTokens(light ?? '');
  const night = readTokens(dark ?? '');
  const fixed = readTokens(sizes.join('\n'));
  const names = findUsed(rules, [day, night, fixed]);
  const pick = (tokens: Map<string, string>) =>
    names.flatMap((name) => (tokens.has(name) ? [`${name}:${tokens.get(name)}`] : [])).join(';');
  return [
    `:root{${pick(fixed)}}`,
    `:root{color-scheme:light;${pick(day)}}`,
    `:root[data-color-mode="dark"]{color-scheme:dark;${pick(night)}}`,
    `@media(prefers-color-scheme:dark){:root[data-color-mode="auto"]{color-scheme:dark;${pick(night)}}}`,
    rules,
  ].join('\n');
}

/** Extracts the custom properties of a style sheet. The first definition of each wins. */
function readTokens(css: string): Map<string, string> {
  const tokens = new Map<string, string>();
  for (const [, name, value] of css.matchAll(/^\s*(--[\w-]+):\s*(.+?);(?:\s*\/\*.*)?$/gm)) {
    if (name && value && !tokens.has(name)) tokens.set(name, value);
  }
  return tokens;
}

/** Collects the tokens that rules use, and the tokens those refer to. */
function findUsed(rules: string, books: Map<string, string>[]): string[] {
  const used = new Set<string>();
  const visit = (text: string) => {
    for (const [, name] of text.matchAll(/var\((--[\w-]+)/g)) {
      if (!name || used.has(name)) continue;
      used.add(name);
      for (const book of books) visit(book.get(name) ?? '');
    }
  };
  visit(rules);
  return [...used];
}

/**
 * Removes the colors that github-markdown-css defines, because Primer's tokens have the same names and
 * follow the theme.
 */
function dropOwnThemes(css: string): string {
  const themes = /^\.markdown-body \{[\s\S]*?^\}\n(?:@media \(prefers-color-scheme: \w+\) \{[\s\S]*?^\}\n)+/m;
  const dropped = css.replace(themes, '');
  if (dropped.includes('prefers-color-scheme'))
    throw new Error('github-markdown-css has an unexpected structure.');
  return dropped;
}
