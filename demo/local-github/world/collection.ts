import { githubTime } from '../hub/clock.ts';

export interface Row {
  id: number;
  created_at: string;
  updated_at: string;
}

export interface CollectionSnapshot {
  nextId: number;
  rows: Row[];
}

/** Rows under increasing ids with equality indexes: the interface that emulate's GitHub service asks of its collections. */
export class Collection<T extends Row = Row> {
  readonly fieldNames: string[];
  #rows = new Map<number, T>();
  /** By field, then by value: the rows in the order in which they came. */
  #indexes = new Map<string, Map<string, Map<number, T>>>();
  #nextId: number;

  constructor(fields: readonly string[], firstId: number) {
    this.fieldNames = fields.map(String).sort();
    for (const field of fields) this.#indexes.set(field, new Map());
    this.#nextId = firstId;
  }

  insert(data: Omit<T, 'id' | 'created_at' | 'updated_at'> & { id?: number }): T {
    const id = data.id !== undefined && data.id > 0 ? data.id : this.#nextId;
    this.#nextId = Math.max(this.#nextId, id + 1);
    const now = githubTime();
    const row = { ...data, id, created_at: now, updated_at: now } as T;
    this.#put(row);
    return row;
  }

  update(id: number, data: Partial<T>): T | undefined {
    const before = this.#rows.get(id);
    if (!before) return undefined;
    const row = { ...before, updated_at: githubTime(), ...data, id };
    for (const [field, index] of this.#indexes) {
      const was = String(before[field as keyof T]);
      if (was !== String(row[field as keyof T])) index.get(was)?.delete(id);
    }
    this.#put(row);
    return row;
  }

  delete(id: number): boolean {
    const row = this.#rows.get(id);
    if (!row) return false;
    this.#forget(row);
    return this.#rows.delete(id);
  }

  get(id: number): T | undefined {
    return this.#rows.get(id);
  }

  all(): T[] {
    return [...this.#rows.values()];
  }

  findBy<K extends keyof T & string>(field: K, value: T[K]): T[] {
    const index = this.#indexes.get(field);
    if (!index) return this.all().filter((row) => row[field] === value);
    return [...(index.get(String(value))?.values() ?? [])];
  }

  findOneBy<K extends keyof T & string>(field: K, value: T[K]): T | undefined {
    return this.findBy(field, value)[0];
  }

  count(filter?: (row: T) => boolean): number {
    return filter ? this.all().filter(filter).length : this.#rows.size;
  }

  clear(): void {
    this.#rows.clear();
    for (const index of this.#indexes.values()) index.clear();
  }

  snapshot(): CollectionSnapshot {
    return { nextId: this.#nextId, rows: this.all() };
  }

  restore(snapshot: CollectionSnapshot): void {
    this.clear();
    this.#nextId = snapshot.nextId;
    for (const row of snapshot.rows) this.#put(row as T);
  }

  #put(row: T): void {
    this.#rows.set(row.id, row);
    for (const [field, index] of this.#indexes) {
      const value = row[field as keyof T];
      if (value === undefined || value === null) continue;
      const rows = index.get(String(value)) ?? new Map<number, T>();
      index.set(String(value), rows.set(row.id, row));
    }
  }

  #forget(row: T): void {
    for (const [field, index] of this.#indexes) index.get(String(row[field as keyof T]))?.delete(row.id);
  }
}
