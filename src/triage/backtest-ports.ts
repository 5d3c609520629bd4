import type { KeptBacktest } from '../domain/backtest.ts';
import type { Place } from './past-ports.ts';

/** How far a repository's backtest has come, and its last report. Times are ISO 8601, UTC. */
export interface BacktestState {
  stage: 'waiting' | 'running' | 'done' | 'failed';
  /** Issues. */
  done: number;
  total: number;
  /** Why it failed; null otherwise. */
  problem: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  /** Of the last one that was finished; stays while the next one runs. */
  kept: (KeptBacktest & { at: string }) | null;
}

export interface BacktestStore {
  /** Null where none was ever asked for. */
  read(place: Place): Promise<BacktestState | null>;
  ask(place: Place): Promise<void>;
  begin(place: Place, total: number): Promise<void>;
  progress(place: Place, done: number): Promise<void>;
  finish(place: Place, kept: KeptBacktest): Promise<void>;
  fail(place: Place, problem: string): Promise<void>;
}
