import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { BacktestState, KeptBacktest } from '../../domain/past/backtest.ts';

export interface BacktestStore {
  /** Null where none was ever asked for. */
  read(repository: RepositoryKey): Promise<BacktestState | null>;
  ask(repository: RepositoryKey): Promise<void>;
  begin(repository: RepositoryKey, total: number): Promise<void>;
  progress(repository: RepositoryKey, done: number): Promise<void>;
  finish(repository: RepositoryKey, kept: KeptBacktest): Promise<void>;
  fail(repository: RepositoryKey, problem: string): Promise<void>;
}
