import type { OwnerRule } from './codeowners.ts';

/** Tells the rule for an area, by the area's name in lower case. */
export type AreaLookup = (area: string) => OwnerRule | null;

/**
 * The rule for the folder that an area is called by: the pattern's last folder, and of several such folders the one nearest
 * to the root. Null where several lie equally near and belong to different owners: `tests` is a folder of everything, and none of
 * them is the area. The rules are read once for all areas.
 */
export function createAreaLookup(rules: readonly OwnerRule[]): AreaLookup {
  const nearest = new Map<string, { depth: number; rules: OwnerRule[] }>();
  for (const rule of rules) {
    const folders = foldersOf(rule.pattern);
    const last = folders.at(-1) ?? '';
    const known = nearest.get(last);
    if (last.length < 2 || (known && folders.length > known.depth)) continue;
    if (known?.depth === folders.length) known.rules.push(rule);
    else nearest.set(last, { depth: folders.length, rules: [rule] });
  }
  return (area) => {
    const found = nearest.get(area);
    const last = found?.rules.at(-1);
    if (!found || !last) return null;
    const lastOwners = ownersOf(last);
    const agree = found.rules.every((rule) => rule.pattern === last.pattern || ownersOf(rule) === lastOwners);
    return agree && !(found.depth > 1 && partOfMany.has(area)) ? last : null;
  };
}

/** Folders that parts of a project have each for themselves: deeper down they belong to that part. */
const partOfMany = new Set(
  'tests test docs doc components component src lib core common utils util examples assets scripts config types api models services hooks'.split(
    ' ',
  ),
);

const ownersOf = ({ owners }: OwnerRule) =>
  owners
    .map((owner) => owner.toLowerCase())
    .sort()
    .join(' ');

/** The folders of a pattern in lower case, without the wildcards at its end; none for what is no folder's pattern. */
function foldersOf(pattern: string): string[] {
  const parts = pattern
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '');
  while (/^\*{1,2}$/.test(parts.at(-1) ?? '')) parts.pop();
  if (parts[0] === '**') parts.shift();
  return parts;
}
