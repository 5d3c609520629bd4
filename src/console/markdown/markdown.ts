import type { Element, Root } from 'hast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

/** Maximum length of a rendered text, in UTF-16 units. GitHub allows 262,144 bytes. */
export const shownLength = 30_000;
const deepest = 60;

const linkAttributes = (defaultSchema.attributes?.a ?? []).filter(
  (attribute) => !Array.isArray(attribute) || attribute[0] !== 'className',
);

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(linksForImages)
  .use(rehypeSanitize, {
    ...defaultSchema,
    tagNames: (defaultSchema.tagNames ?? []).filter(
      (name) => name !== 'img' && name !== 'picture' && name !== 'source',
    ),
    attributes: {
      ...defaultSchema.attributes,
      a: [...linkAttributes, ['className', 'image-link', 'data-footnote-backref']],
    },
  })
  .use(politeLinks)
  .use(levelHeadings)
  .use(rehypeStringify);

/** A rendered issue text. */
export interface RenderedMarkdown {
  /** Sanitized HTML; null for an empty text. */
  html: string | null;
  /** Whether the text was truncated. */
  cut: boolean;
}

/**
 * Renders issue text the way GitHub does, as sanitized HTML without scripts, event handlers, styles, forms
 * or external images (an image becomes a link). A text that can't be rendered is shown as plain text.
 *
 * Parsing time can grow faster than the text, so call this in `markdown-worker.ts`, which has a deadline,
 * and not on the event loop.
 */
export function renderMarkdown(body: string): RenderedMarkdown {
  const text = body.slice(0, shownLength);
  if (text.trim() === '') return { html: null, cut: false };
  const cut = body.length > shownLength;
  if (isTooDeep(text)) return { html: plainText(text), cut };
  try {
    return { html: String(processor.processSync(text)), cut };
  } catch {
    return { html: plainText(text), cut };
  }
}

/**
 * Detects quotes, lists or tags nested a hundred levels deep, which no reader needs and which take the
 * parsers very long.
 */
function isTooDeep(text: string): boolean {
  const markers = new RegExp(`^(?:[ \\t]*(?:>|[-*+]|\\d+[.)])){${deepest}}`, 'm');
  const brackets = new RegExp(`[\\[(*_~\`<!]{${deepest * 4}}`);
  return markers.test(text) || brackets.test(text) || (text.match(/<\w/g)?.length ?? 0) > 2_000;
}

/** Renders issue text as escaped plain text. */
export function plainText(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<pre>${escaped}</pre>`;
}

/**
 * Replaces images with links, because loading them would tell their host who reads the console, and the
 * content security policy forbids it.
 */
function linksForImages() {
  return (tree: Root) =>
    visit(tree, 'element', (node: Element) => {
      if (node.tagName !== 'img') return;
      const { src, alt } = node.properties;
      node.tagName = 'a';
      node.properties = { href: String(src ?? ''), className: ['image-link'] };
      node.children = [{ type: 'text', value: `Image: ${String(alt || 'no description')}` }];
    });
}

function politeLinks() {
  return (tree: Root) =>
    visit(tree, 'element', (node: Element) => {
      if (node.tagName === 'a') node.properties.rel = ['nofollow', 'noreferrer', 'noopener'];
      // Scrollable blocks must be reachable by keyboard.
      if (node.tagName === 'pre' || node.tagName === 'table') node.properties.tabIndex = 0;
      if (node.tagName === 'input') node.properties.ariaLabel = 'Task';
    });
}

/**
 * Shifts heading levels for screen readers below the page's own (1 and 2) without gaps, and keeps their
 * visual size.
 */
function levelHeadings() {
  return (tree: Root) => {
    const open: number[] = [];
    visit(tree, 'element', (node: Element) => {
      const size = Number(/^h([1-6])$/.exec(node.tagName)?.[1]);
      if (!size) return;
      while ((open.at(-1) ?? 0) >= size) open.pop();
      open.push(size);
      node.properties.ariaLevel = 2 + open.length;
    });
  };
}
