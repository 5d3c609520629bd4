import type { BacktestState, KeptBacktest } from '../../domain/past/backtest.ts';
import type { Place } from './past.ts';

export interface BacktestStore {
  /** Null where none was ever asked for. */
  read(place: Place): Promise<BacktestState | null>;
  ask(place: Place): Promise<void>;
  begin(place: Place, total: number): Promise<void>;
  progress(place: Place, done: number): Promise<void>;
  finish(place: Place, kept: KeptBacktest): Promise<void>;
  fail(place: Place, problem: string): Promise<void>;
}
