import { existsSync, readFileSync } from 'node:fs';
import { defaultSettings } from '../src/domain/settings/settings.ts';
import { readTaxonomy } from '../src/domain/taxonomy/taxonomy.ts';
import { matchesAny } from '../src/domain/text/glob.ts';

/** An issue of a repository, in the order of time, with the areas that it ended up with. */
export interface AreaIssue {
  number: number;
  title: string;
  body: string;
  labels: string[];
  areas: string[];
}

export interface AreaSet {
  name: string;
  /** Whose repository it is: weights that judge it must not know it. */
  organization: string;
  issues: AreaIssue[];
  /** Every label of the repository. */
  labels: string[];
  /** Those that are areas. */
  areas: string[];
}

export interface AreaSetChoice {
  file: string;
  column: 'labels' | 'components';
  /** `column=value`: only rows that have it. */
  where?: string | undefined;
  /** Glob of the labels that count as areas, several parted by `|`; by default what the taxonomy says. */
  only?: string | undefined;
  /** Only the first, or with a minus the last, so many issues. */
  limit?: number | undefined;
}

interface Row {
  repo?: string;
  project?: string;
  number?: number;
  key?: string;
  author_is_bot?: boolean;
  title: string;
  body: string | null;
  labels?: (string | { name: string })[];
  source_labels?: string[];
  components?: string[];
}

/** Reads a file's repositories, each with its issues in the file's order. */
export function readAreaSets({ file, column, where, only, limit }: AreaSetChoice): AreaSet[] {
  if (!existsSync(file)) return [];
  const [key, value] = where?.split('=') ?? [];
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)
    .filter((row) => row.author_is_bot !== true)
    .filter((row) => key === undefined || String(row[key as keyof Row]) === value);
  return [...Map.groupBy(rows, ({ repo, project }) => repo ?? `tidev/${project ?? ''}`)].map(
    ([name, every]) => {
      const own = limit === undefined ? every : limit < 0 ? every.slice(limit) : every.slice(0, limit);
      const namesOf = (row: Row) => [
        ...new Set(
          (column === 'components' ? (row.components ?? []) : (row.labels ?? row.source_labels ?? [])).map(
            (label) => (typeof label === 'string' ? label : label.name),
          ),
        ),
      ];
      const use = new Map<string, number>();
      for (const label of own.flatMap(namesOf)) use.set(label, (use.get(label) ?? 0) + 1);
      const labels = [...use.keys()];
      const areas = new Set(areasAmong(labels, use, column, only));
      const issues = own.map((row, i) => {
        const names = namesOf(row);
        const number = row.number ?? i + 1;
        return {
          number,
          title: row.title,
          body: row.body ?? '',
          labels: names,
          areas: names.filter((n) => areas.has(n)),
        };
      });
      return { name, organization: name.split('/')[0] ?? name, issues, labels, areas: [...areas] };
    },
  );
}

function areasAmong(
  labels: readonly string[],
  use: ReadonlyMap<string, number>,
  column: AreaSetChoice['column'],
  only: string | undefined,
): string[] {
  if (only) return labels.filter((label) => matchesAny(only.split('|'), label));
  if (column === 'components') return [...labels];
  const known = labels.map((name, id) => ({ id, name, color: '', description: '' }));
  return readTaxonomy(known, defaultSettings, use).flatMap(({ dimension, label }) =>
    dimension === 'area' ? [label.name] : [],
  );
}

const folder = '../shared/data';
/** Labels of golang/go that tell what an issue is about; its others are of the process. */
const goAreas =
  'OS-*|Performance|Documentation|RaceDetector|RaceReport|Builders|Testing|ToolSpeed|GarbageCollector|Vendoring|Security|LanguageChange|Go2';

/** The repositories that the shipped weights are learnt from. */
export function areaTrainingSets(): AreaSet[] {
  const titanium = { file: `${folder}/priority/titanium-2011-2013.jsonl`, column: 'components' } as const;
  return [
    { file: `${folder}/labels/temporal.jsonl`, column: 'labels' as const },
    { file: `${folder}/labels/scikit-learn-2022-2024.jsonl`, column: 'labels' as const },
    { file: `${folder}/labels/bitcoin-gui.jsonl`, column: 'labels' as const },
    { file: `${folder}/duplicates/go_issues.jsonl`, column: 'labels' as const, only: goAreas, limit: -9_000 },
    { ...titanium, where: 'project=TIMOB', limit: 4_000 },
    { ...titanium, where: 'project=AC' },
    { ...titanium, where: 'project=ALOY' },
    { file: `${folder}/prior/issues.jsonl`, column: 'labels' as const, where: 'repo=rust-lang/rust' },
  ].flatMap(readAreaSets);
}
