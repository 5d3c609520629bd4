import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

interface Node {
  type: string;
  value?: string;
  url?: string;
  children?: Node[];
}

const LONGEST = 65_536;
const HAS_NO_REFERENCES = new Set(['link', 'linkReference', 'code', 'inlineCode']);

/** `#12` becomes a link to issue 12 of the same repository, as GitHub makes it. */
function linkReferences(base: string) {
  const split = (text: string): Node[] =>
    text.split(/(#\d+)\b/).map((part) => {
      const value = { type: 'text', value: part };
      return /^#\d+$/.test(part)
        ? { type: 'link', url: `${base}/${part.slice(1)}`, children: [value] }
        : value;
    });
  const visit = (node: Node): void => {
    if (HAS_NO_REFERENCES.has(node.type) || !node.children) return;
    const { children } = node;
    for (const child of children) visit(child);
    node.children = children.flatMap((child) => (child.type === 'text' ? split(child.value ?? '') : [child]));
  };
  return () => visit;
}

/** GitHub's Markdown as HTML without anything that acts; very long texts are cut. `base` is where issues live. */
export function renderMarkdown(text: string, base: string): string {
  const processor = unified().use(remarkParse).use(remarkGfm).use(linkReferences(base));
  const html = processor.use(remarkRehype).use(rehypeSanitize).use(rehypeStringify);
  return String(html.processSync(text.slice(0, LONGEST)));
}
