import type { LabelMeaning } from '../../src/domain/issue/decision.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { readTaxonomy } from '../../src/domain/taxonomy/taxonomy.ts';
import type { TaughtIssue } from '../../src/triage/ports/models.ts';

/** An issue whose category people have settled. */
export interface StreamedIssue extends TaughtIssue {
  truth: string;
}

export interface Stream {
  repository: string;
  meanings: LabelMeaning[];
  issues: StreamedIssue[];
}

interface Row {
  repo: string;
  number: number;
  created_at: string;
  author_is_bot?: boolean;
  title: string;
  body: string | null;
  labels: (string | { name: string })[];
}

/** Each repository's issues with exactly one category by their labels, in the file's order; at most `limit` each. */
export function toStream(text: string, limit: number): Stream[] {
  const rows = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)
    .filter((row) => row.author_is_bot !== true);
  return [...Map.groupBy(rows, ({ repo }) => repo)].map(([repository, own]) => {
    const use = new Map<string, number>();
    for (const name of own.flatMap(namesOf)) use.set(name, (use.get(name) ?? 0) + 1);
    const labels = [...use.keys()].map((name, id) => ({ id, name, color: '', description: '' }));
    const meanings = readTaxonomy(labels, defaultSettings, use);
    const categoryOf = new Map(
      meanings.flatMap(({ dimension, value, label }) =>
        dimension === 'category' ? [[label.name, value] as const] : [],
      ),
    );
    const issues = own.flatMap((row) => {
      const names = namesOf(row);
      const [truth, ...more] = new Set(names.flatMap((name) => categoryOf.get(name) ?? []));
      if (truth === undefined || more.length > 0) return [];
      const { number, title, body, created_at: labeledAt } = row;
      return [{ number, title, body: body ?? '', labels: names, labeledAt, truth }];
    });
    return { repository, meanings, issues: issues.slice(0, limit) };
  });
}

const namesOf = ({ labels }: Row) => labels.map((label) => (typeof label === 'string' ? label : label.name));
