import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype)
  .use(rehypeSanitize)
  .use(rehypeStringify);
const LONGEST = 65_536;

/** GitHub's Markdown as HTML without anything that acts; very long texts are cut. */
export function renderMarkdown(text: string): string {
  return String(processor.processSync(text.slice(0, LONGEST)));
}
