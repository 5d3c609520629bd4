/** Control, format (bidi, zero width, tags), private-use, surrogate and separator characters. */
const invisible = /[\p{C}\p{Zl}\p{Zp}]/gu;

/**
 * Foreign text as one inert piece of Markdown: a code span on one line. In a code span GitHub makes nothing of mentions,
 * references, links, images, HTML, closing keywords or fences (a backslash would not do: GitHub finds mentions after
 * Markdown is rendered). Line breaks become blanks, invisible and bidi characters go, backticks become apostrophes, and
 * what is left is cut to `maxLength` characters. Text that leaves nothing gives the empty string.
 */
export function neutralize(text: string, maxLength = 80): string {
  // Cut generously first: the rest of a 256 KB title need not be looked at.
  const plain = text
    .slice(0, maxLength * 8)
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(invisible, '')
    .replace(/[`\u02cb\u1fef\uff40]/gu, "'")
    .replace(/ {2,}/g, ' ')
    .trim();
  if (plain === '') return '';
  const characters = [...plain];
  const cut =
    characters.length > maxLength
      ? `${characters
          .slice(0, maxLength - 1)
          .join('')
          .trimEnd()}…`
      : plain;
  return `\`${cut}\``;
}
