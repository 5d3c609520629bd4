import type { AssetPaths } from '../../../views/frame/page.tsx';
import type {
  ApiToken,
  IdempotencyStore,
  RepositoryDirectory,
  RequestReads,
  Roles,
  TokenStore,
} from '../../read/api.ts';
import type { ConsoleLog, ConsoleReads } from '../../read/console.ts';
import type { PagePorts } from '../../read/pages.ts';
import type { LessonStore } from '../../triage/ports/lessons.ts';
import type { UserRequests } from '../../triage/ports/requests.ts';

/** Context of an authenticated API request. */
export interface ApiEnv {
  Variables: { token: ApiToken };
}

/** Rate limiter, keyed by token (`src/ops/rate-limit.ts`). */
export interface Meter {
  readonly points: number;
  /** Seconds. */
  readonly window: number;
  take(key: string): Promise<{ allowed: boolean; retryAfter: number; remaining: number }>;
}

export interface ApiDeps {
  /** Public URL of the app, for example `https://triage.example.com`. */
  baseUrl: string;
  /** Assets of the console, for the reference page. */
  assets: AssetPaths;
  tokens: TokenStore;
  idempotency: IdempotencyStore;
  roles: Roles;
  repositories: RepositoryDirectory;
  reads: ConsoleReads;
  pages: Pick<PagePorts, 'overview' | 'activity' | 'failures' | 'settings' | 'verify' | 'similar'>;
  lessons: Pick<LessonStore, 'list' | 'revoke'>;
  requests: UserRequests;
  requestReads: RequestReads;
  meter: Meter;
  log: ConsoleLog;
  now?: () => Date;
}
