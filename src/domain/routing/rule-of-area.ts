import type { OwnerRule } from './codeowners.ts';

/**
 * The rule for the folder that an area is called by: the pattern's last folder, and of several such folders the one nearest
 * to the root. Null where several lie equally near and belong to different owners: `tests` is a folder of everything, and none of
 * them is the area.
 */
export function ruleOfArea(rules: readonly OwnerRule[], area: string): OwnerRule | null {
  if (area.length < 2) return null;
  let nearest: OwnerRule[] = [];
  let depth = Number.POSITIVE_INFINITY;
  for (const rule of rules) {
    const folders = foldersOf(rule.pattern);
    if (folders.at(-1) !== area || folders.length > depth) continue;
    if (folders.length < depth) nearest = [];
    depth = folders.length;
    nearest.push(rule);
  }
  const last = nearest.at(-1);
  if (!last) return null;
  const lastOwners = ownersOf(last);
  const agree = nearest.every((rule) => rule.pattern === last.pattern || ownersOf(rule) === lastOwners);
  return agree && !(depth > 1 && partOfMany.has(area)) ? last : null;
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
