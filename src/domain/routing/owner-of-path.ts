import type { OwnerLookup, OwnerRule } from './codeowners.ts';
import type { NamedPath } from './named-paths.ts';

/** Folders that anybody's project may have: alone they do not show that a file is one of the repository's. */
const common = new Set(
  'app apps bin build cmd common components config core dist docs examples include internal lib libs main packages pkg public script scripts server src test tests tools util utils web'.split(
    ' ',
  ),
);

/**
 * The rule that owns a file which a text names. A file's place on somebody's machine is not the repository's, so its end is
 * looked up, the longest that a rule knows; but only by rules that name a folder of it, since any file may be called
 * `sendmail_test.py`. What lies in a person's own folder has to be told by a folder that not every project has, an
 * installed package by its own name, a module by two folders at least.
 */
export function ownerOfPath(lookup: OwnerLookup, { path, from }: NamedPath): OwnerRule | null {
  const parts = path.split('/').filter((part) => part !== '');
  if (from === 'package') return ownerOfPackage(lookup, parts);
  if (from === 'module') return ofModule(lookup, parts);
  const asWritten = from === 'repository' ? owned(lookup, parts) : null;
  if (asWritten) return asWritten;
  let likely: OwnerRule | null = null;
  for (let start = from === 'repository' ? 1 : 0; start < parts.length - 1; start++) {
    const end = parts.slice(start);
    const rule = owned(lookup, end);
    const folders = rule ? foldersOf(rule, end) : [];
    if (folders.some((folder) => !common.has(folder.toLowerCase()))) return rule;
    // `/usr/src/app/keep/disk.py`: what follows a folder that every machine has may be known better.
    if (folders.length > (from === 'home' ? 1 : 0)) likely ??= rule;
  }
  return likely;
}

/** Not everybody's file: the rule for all is no sign. */
function owned(lookup: OwnerLookup, parts: readonly string[]): OwnerRule | null {
  const rule = lookup(parts.join('/'));
  return rule && !/^(?:\/?\*{1,2}|\/?\*\*\/\*)$/.test(rule.pattern) ? rule : null;
}

function ownerOfPackage(lookup: OwnerLookup, parts: readonly string[]): OwnerRule | null {
  const [name = ''] = parts;
  for (const root of packageRoots) {
    const rule = owned(lookup, [...root, ...parts]);
    if (rule && foldersOf(rule, parts).includes(name)) return rule;
  }
  return null;
}

/** Where repositories keep what is installed under a name of its own. */
const packageRoots = [
  [],
  ['packages'],
  ['src'],
  ['libs'],
  ['lib'],
  ['src', 'main', 'java'],
  ['src', 'main', 'kotlin'],
];

function ofModule(lookup: OwnerLookup, parts: readonly string[]): OwnerRule | null {
  for (const root of [[], ['src'], ['lib']]) {
    const rule = owned(lookup, [...root, ...parts, '__init__.py']) ?? owned(lookup, [...root, ...parts]);
    if (rule?.pattern.includes('/') && foldersOf(rule, parts).length > 1) return rule;
  }
  return null;
}

/** The parts of a path that the rule names letter by letter. */
function foldersOf({ pattern }: OwnerRule, parts: readonly string[]): string[] {
  const named = new Set(pattern.split('/').filter((part) => part !== '' && !/[*?]/.test(part)));
  return parts.filter((part) => named.has(part));
}
