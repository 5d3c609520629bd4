import { CST, Lexer } from 'yaml';

/** Size of a settings file in bytes of UTF-8. */
export const maxSettingsBytes = 65_536;
const maxKeys = 1_000;
const maxDepth = 10;

/**
 * What makes a YAML text unfit to be read as settings, found from its tokens alone, before anything is built:
 * anchors, aliases (bombs), tags, merge keys, several documents, deep nesting, too many keys (the check for
 * duplicate keys is quadratic), too many bytes. Null when it may be parsed. Linear in the text's length.
 */
export function yamlDanger(text: string): string | null {
  if (text.length > maxSettingsBytes || new TextEncoder().encode(text).length > maxSettingsBytes) {
    return `the file is larger than ${maxSettingsBytes / 1024} KB`;
  }
  let line = 1;
  let keys = 0;
  let flow = 0;
  let onLine = 0;
  let documents = 0;
  let scalarNext = false;
  for (const token of new Lexer().lex(text)) {
    const type: string | null = scalarNext ? null : CST.tokenType(token);
    const where = `line ${line}`;
    if (type === 'anchor' || type === 'alias')
      return `${where}: anchors and aliases (& and *) are not allowed; quote the text if it begins with one`;
    if (type === 'tag') return `${where}: tags (!) are not allowed; quote the text if it begins with one`;
    if (type === 'directive') return `${where}: directives (%) are not allowed`;
    if (type === 'doc-start' && ++documents > 1) return `${where}: only one document is allowed`;
    if (scalarNext && token === '<<') return `${where}: merge keys (<<) are not allowed`;
    if (type === 'map-value-ind' && ++keys > maxKeys) return `${where}: more than ${maxKeys} keys`;
    if (type === 'flow-seq-start' || type === 'flow-map-start') flow++;
    if (type === 'flow-seq-end' || type === 'flow-map-end') flow--;
    if (type === 'seq-item-ind' || type === 'explicit-key-ind') onLine++;
    if (flow + onLine > maxDepth) return `${where}: nested deeper than ${maxDepth} levels`;
    scalarNext = type === 'scalar';
    if (token.includes('\n')) {
      line += token.split('\n').length - 1;
      onLine = 0;
    }
  }
  return null;
}
