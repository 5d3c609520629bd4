import { type MarkdownLine, markdownLines } from '../markdown/markdown-lines.ts';
import { withoutComments } from '../text/without-comments.ts';

/** GitHub's own words where nothing was answered. */
const noResponse = /^_no response_$/i;

/** What people write where they have nothing to say. */
const placeholder = /^(?:n\/?a|none|nothing|nil|null|todo|tbd|unknown|idk|\?+|[-–—.…x/]+|_+)$/i;

/** What a reader sees of an answer, without comments and the marks of fences; empty where that is nothing, or GitHub's `_No response_`. */
export function visibleText(lines: readonly MarkdownLine[]): string {
  const seen: string[] = [];
  let inComment: string[] = [];
  const endComment = () => {
    if (inComment.length > 0) seen.push(withoutComments(inComment.join('\n')));
    inComment = [];
  };
  for (const { kind, text } of lines) {
    if (kind === 'comment') {
      inComment.push(text);
      continue;
    }
    endComment();
    if (kind === 'code') seen.push(text);
    else if (kind === 'fence') seen.push(besideFence(text));
    else if (kind !== 'blank') seen.push(withoutInlineComments(text));
  }
  endComment();
  const visible = seen.join('\n').trim();
  return isNoResponse(visible) ? '' : visible;
}

/**
 * What was written behind the marks that open a fence, where it is more than the name of a language: GitHub doesn't draw it, but
 * somebody who wrote their answer there has answered.
 */
function besideFence(text: string): string {
  const info = text.replace(/^[^`~]*(?:`+|~+)/, '').trim();
  return /^\S*$/.test(info) ? '' : info;
}

/** True for `N/A`, `none`, `-` and the like. */
export function isPlaceholder(text: string): boolean {
  return text.length <= 20 && placeholder.test(text);
}

/** True for GitHub's `_No response_`. */
export function isNoResponse(text: string): boolean {
  return text.length <= 40 && noResponse.test(text.trim());
}

/** Whether what a reader sees is no more than the text that stood there before anybody wrote. */
export function isInitial(initial: string, visible: string): boolean {
  if (initial.trim() === '' || visible.length > 2 * initial.length) return false;
  const said = oneLine(visible);
  // A field that is drawn as code keeps its comments.
  return said === oneLine(initial) || said === oneLine(visibleText(markdownLines(initial).lines));
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** A text as it was written, without its comments and empty fences. */
export function withoutCommentLines(lines: readonly MarkdownLine[]): string {
  const kept: string[] = [];
  lines.forEach(({ kind, text }, i) => {
    if (kind === 'comment' || (kind === 'fence' && isBesideFence(lines, i))) return;
    kept.push(kind === 'code' ? text : withoutInlineComments(text));
  });
  return kept.join('\n');
}

/** Whether nothing but blank lines stands between this fence and the one before or after it. */
function isBesideFence(lines: readonly MarkdownLine[], at: number): boolean {
  const isFull = ({ text }: MarkdownLine) => text.trim() !== '';
  const next = lines.slice(at + 1, at + 4).find(isFull);
  const last = lines.slice(Math.max(0, at - 3), at).findLast(isFull);
  return next?.kind === 'fence' || last?.kind === 'fence';
}

/** Within a line a comment that is never closed is plain text. */
function withoutInlineComments(text: string): string {
  const start = text.indexOf('<!--');
  return start >= 0 && text.lastIndexOf('-->') > start ? withoutComments(text) : text;
}
