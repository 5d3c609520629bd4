/** Bounds on what is kept on the server under a name: it is kept on each connection, for as long as that lives. */
const defaults = { most: 400, alike: 4, longest: 20_000 };

/**
 * Chooses the statements that are prepared by name, out of whatever is sent: at most `most` texts of `longest` characters.
 * A list of values of varying length makes another text for each length, so of texts that differ in nothing else (or in
 * the numbers and names that stand in them) only the first `alike` are prepared.
 */
export function createPreparedTexts({ most, alike, longest } = defaults): (text: string) => boolean {
  const chosen = new Set<string>();
  const shapes = new Map<string, number>();
  return (text) => {
    if (chosen.has(text)) return true;
    if (chosen.size >= most || text.length > longest) return false;
    const shape = shapeOf(text);
    const known = shapes.get(shape) ?? 0;
    if (known >= alike) return false;
    shapes.set(shape, known + 1);
    chosen.add(text);
    return true;
  };
}

/** The text without its numbers and quoted names, each list of values as one value, and each list of rows as one row. */
function shapeOf(text: string): string {
  return text
    .replace(/'[^']*'/g, '?')
    .replace(/\d+/g, '#')
    .replace(/\$#(?:, ?\$#)+/g, '$#')
    .replace(/(\([^()]*\))(?:, ?\1)+/g, '$1');
}
