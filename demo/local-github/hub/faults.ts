export interface FaultRule {
  /** GET, POST, …; absent: every method. */
  method?: string;
  /** Matched against the path without the query; absent: every path. */
  path?: RegExp;
  /** How many requests it befalls; 1 unless said. */
  times?: number;
  /** How many matching requests pass first; 0 unless said. */
  after?: number;
  /** Answers with this status, and does nothing. */
  status?: number;
  /** Never answers, and does nothing. */
  hang?: boolean;
  /** Closes the connection without an answer, and does nothing. */
  reset?: boolean;
  /** Does what was asked, then answers otherwise: the write stands although the caller sees it fail. */
  commitThen?: number | 'reset' | 'hang';
  /** The same as `commitThen: 502`. */
  commitThen502?: boolean;
  /** Milliseconds before anything else happens. */
  delayMs?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** What a rule does to one request. */
export interface Fault {
  delayMs: number;
  instead: number | 'hang' | 'reset' | null;
  afterwards: number | 'hang' | 'reset' | null;
  headers: Record<string, string>;
  body: unknown;
}

export interface Faults {
  inject(rule: FaultRule): void;
  /** Ends every rule and lets hanging requests go (they end with 504). */
  clear(): void;
}

export interface FaultBook extends Faults {
  /** The fault for this request, used up by asking. */
  take(method: string, path: string): Fault | undefined;
  /** Resolves when the faults are cleared. */
  hung(): Promise<void>;
}

export function createFaults(): FaultBook {
  let rules: { rule: FaultRule; left: number; skip: number }[] = [];
  let release: () => void = () => {};
  let hanging = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    inject(rule) {
      rules.push({ rule, left: rule.times ?? 1, skip: rule.after ?? 0 });
    },
    clear() {
      rules = [];
      release();
      hanging = new Promise<void>((resolve) => {
        release = resolve;
      });
    },
    take(method, path) {
      const found = rules.find(
        ({ rule, left }) => left > 0 && (rule.method ?? method) === method && (rule.path?.test(path) ?? true),
      );
      if (!found) return undefined;
      if (found.skip > 0) {
        found.skip -= 1;
        return undefined;
      }
      found.left -= 1;
      const { rule } = found;
      return {
        delayMs: rule.delayMs ?? 0,
        instead: rule.status ?? (rule.hang ? 'hang' : rule.reset ? 'reset' : null),
        afterwards: rule.commitThen ?? (rule.commitThen502 ? 502 : null),
        headers: rule.headers ?? {},
        body: rule.body ?? { message: 'Injected fault' },
      };
    },
    hung: () => hanging,
  };
}
