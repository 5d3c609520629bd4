import { readFileSync } from 'node:fs';

/** A labeled issue of one of several repositories, and when it was filed (ISO 8601). */
export interface DatedRow {
  repo: string;
  label: string;
  title: string;
  body: string;
  created_at: string;
}

/** Reads JSON Lines of labeled issues, by repository, each in the order of time. */
export function readDatedRows(file: string): Map<string, DatedRow[]> {
  const byRepository = new Map<string, DatedRow[]>();
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const row = JSON.parse(line) as Omit<DatedRow, 'body'> & { body: string | null };
    const rows = byRepository.get(row.repo) ?? [];
    rows.push({ ...row, body: row.body ?? '' });
    byRepository.set(row.repo, rows);
  }
  for (const rows of byRepository.values()) rows.sort((a, b) => (a.created_at < b.created_at ? -1 : 1));
  return byRepository;
}
