import type { AssetPaths } from '../../../views/page.tsx';
import type { LessonStore } from '../../triage/lesson-ports.ts';
import type { RequestBox } from '../../triage/request-ports.ts';
import type {
  ApiToken,
  IdempotencyStore,
  RepositoryBook,
  RequestReads,
  Roles,
  TokenStore,
} from '../api-ports.ts';
import type { PagePorts } from '../page-ports.ts';
import type { ConsoleLog, ConsoleReads } from '../ports.ts';

/** What API requests carry once the token is known. */
export interface ApiEnv {
  Variables: { token: ApiToken };
}

/** What counts requests, per token (`src/ops/rate-limit.ts`). */
export interface Meter {
  readonly points: number;
  /** Seconds. */
  readonly window: number;
  take(key: string): Promise<{ allowed: boolean; retryAfter: number; remaining: number }>;
}

export interface ApiDeps {
  /** Where people reach the App, for example `https://triage.example.com`. */
  baseUrl: string;
  /** Of the console, for the reference page. */
  assets: AssetPaths;
  tokens: TokenStore;
  idempotency: IdempotencyStore;
  roles: Roles;
  repositories: RepositoryBook;
  reads: ConsoleReads;
  pages: Pick<PagePorts, 'overview' | 'activity' | 'failures' | 'settings' | 'verify' | 'similar'>;
  lessons: Pick<LessonStore, 'list' | 'revoke'>;
  requests: RequestBox;
  requestReads: RequestReads;
  meter: Meter;
  log: ConsoleLog;
  now?: () => Date;
}
