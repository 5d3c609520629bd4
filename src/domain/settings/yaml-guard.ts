import { CST, Lexer } from 'yaml';

/** Size of a settings file in bytes of UTF-8. */
export const maxSettingsBytes = 65_536;
/** Keys, and tokens of any kind: some seven a line. The parser takes about ten microseconds a token. */
const maxKeys = 500;
const maxTokens = 5_000;
const maxDepth = 10;

const forbidden: Record<string, string> = {
  anchor: 'anchors and aliases (& and *) are not allowed; quote the text if it begins with one',
  alias: 'anchors and aliases (& and *) are not allowed; quote the text if it begins with one',
  tag: 'tags (!) are not allowed; quote the text if it begins with one',
  'directive-line': 'directives (%) are not allowed',
};

/**
 * What makes a YAML text unfit to be read as settings, found from its tokens alone, before anything is built:
 * anchors, aliases (bombs), tags, merge keys, several documents, deep nesting, too many keys (the check for
 * duplicate keys is quadratic), too many words, too many bytes. Null when it may be parsed. Linear in the text's length.
 */
export function yamlDanger(text: string): string | null {
  if (text.length > maxSettingsBytes || new TextEncoder().encode(text).length > maxSettingsBytes) {
    return `the file is larger than ${maxSettingsBytes / 1024} KB`;
  }
  const depth = new Depth();
  let line = 1;
  let keys = 0;
  let tokens = 0;
  let documents = 0;
  let scalarNext = false;
  for (const token of new Lexer().lex(text)) {
    const type: string | null = scalarNext ? 'scalar-text' : CST.tokenType(token);
    if (++tokens > maxTokens) return `line ${line}: the file says too much (about 700 lines are the limit)`;
    const problem = forbidden[type ?? ''];
    if (problem) return `line ${line}: ${problem}`;
    if (type === 'doc-start' && ++documents > 1) return `line ${line}: only one document is allowed`;
    if (type === 'scalar-text' && token === '<<') return `line ${line}: merge keys (<<) are not allowed`;
    if (type === 'map-value-ind' && ++keys > maxKeys) return `line ${line}: more than ${maxKeys} keys`;
    depth.see(type, token);
    if (depth.levels > maxDepth) return `line ${line}: nested deeper than ${maxDepth} levels`;
    scalarNext = type === 'scalar';
    line += token.split('\n').length - 1;
  }
  return null;
}

/** How deep a stream of tokens is nested: by indentation, by marks on one line, and by open brackets. */
class Depth {
  private indents: number[] = [];
  private marks = 0;
  private brackets = 0;
  private lineStart = true;
  private column = 0;

  get levels(): number {
    return this.indents.length + this.marks + this.brackets;
  }

  see(type: string | null, token: string): void {
    if (type === 'flow-seq-start' || type === 'flow-map-start') this.brackets++;
    if (type === 'flow-seq-end' || type === 'flow-map-end') this.brackets--;
    if (type === 'seq-item-ind' || type === 'explicit-key-ind') this.marks++;
    if (token.includes('\n')) {
      this.lineStart = true;
      this.column = 0;
      this.marks = 0;
    } else if (this.lineStart && type === 'space') {
      this.column = token.length;
    } else if (this.lineStart && type !== 'comment') {
      if (this.brackets === 0) this.indentTo(this.column);
      this.lineStart = false;
    }
  }

  private indentTo(column: number): void {
    while ((this.indents.at(-1) ?? -1) >= column) this.indents.pop();
    if (column > 0) this.indents.push(column);
  }
}
