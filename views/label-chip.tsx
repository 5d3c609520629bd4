import type { Label } from '../src/domain/issue/repository.ts';

/** A repository's labels by name. */
export type LabelsByName = ReadonlyMap<string, Label>;

/** A label in the repository's own color. Colors come from the page's label stylesheet. */
export function LabelChip({ name, labels, href }: { name: string; labels: LabelsByName; href?: string }) {
  const label = labels.get(name);
  const look = label ? `label label-${label.color.toLowerCase()}` : 'label';
  const title = label?.description || undefined;
  if (!href)
    return (
      <span class={look} title={title}>
        {name}
      </span>
    );
  return (
    <a class={look} title={title} href={href}>
      {name}
    </a>
  );
}
