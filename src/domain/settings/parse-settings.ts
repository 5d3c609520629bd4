import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { explain, oneByOne } from './explain.ts';
import { type Settings, settingsSchema } from './settings.ts';
import { yamlDanger } from './yaml-guard.ts';

const maxProblems = 20;
/** No setting stands deeper. */
const maxDepth = 10;

/**
 * Reads `.github/dispatch.yml`. Every problem is one sentence with its line and its path; with any problem there are
 * no settings, so that the last good ones stay in force. An empty file gives the defaults. Never throws.
 */
export function parseSettings(text: string): { settings: Settings } | { problems: string[] } {
  const danger = yamlDanger(text);
  if (danger) return { problems: [danger] };
  const lineCounter = new LineCounter();
  const options = { schema: 'core', merge: false, prettyErrors: false, logLevel: 'silent' } as const;
  const document = parseDocument(text, { ...options, lineCounter });
  const at = (line: number | null, words: string) => (line === null ? words : `line ${line}: ${words}`);
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    return bounded(faults, ({ pos, code, message }) =>
      at(lineCounter.linePos(pos[0]).line, faultInWords(code, message)),
    );
  }
  const value: unknown = document.toJS({ maxAliasCount: 0 }) ?? {};
  if (hasPrototypeKey(value, maxDepth)) return { problems: ['`__proto__` cannot be used as a name'] };
  const read = settingsSchema.safeParse(value);
  if (read.success) return { settings: read.data };
  return bounded(read.error.issues.flatMap(oneByOne), (issue) => {
    const { path, words } = explain(issue, value, settingsSchema);
    return at(lineOf(document, lineCounter, path), words);
  });
}

/** The name that no object can have as a key without changing what it is; it would be left out without a word. */
function hasPrototypeKey(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth === 0) return false;
  return (
    Object.hasOwn(value, '__proto__') || Object.values(value).some((each) => hasPrototypeKey(each, depth - 1))
  );
}

/** The first problems in words; of the rest only the number. */
function bounded<T>(found: readonly T[], inWords: (one: T) => string): { problems: string[] } {
  const problems = found.slice(0, maxProblems).map(inWords);
  const more = found.length - problems.length;
  return { problems: more > 0 ? [...problems, `and ${more} more`] : problems };
}

function faultInWords(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'a key stands twice in the same place';
  if (code === 'TAB_AS_INDENT') return 'tabs cannot indent; use spaces';
  return `not valid YAML: ${message.split('\n')[0]?.slice(0, 200)}`;
}

/** The line of what a path names, or of the nearest part of it that stands in the file. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const last = String(path[length - 1]);
    const key = isMap(parent)
      ? parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === last)?.key
      : undefined;
    const node = (key ?? document.getIn(path.slice(0, length), true)) as Node | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}
