import type { Ranker } from '../../domain/similarity/ranker/ranker.ts';
import {
  type PastInfoRequest,
  type Retrained,
  retrainRanker,
} from '../../domain/similarity/ranker/retrain-ranker.ts';
import { shippedRanker } from '../../domain/similarity/ranker/shipped-ranker.ts';
import type { MapIssue, ThemeMap } from '../../triage/ports/themes.ts';
import { drawMap } from './draw-map.ts';

/** What runs in the worker thread: learns a repository's own ranker. */
export const retrain = ({ askings, before }: { askings: PastInfoRequest[]; before: Ranker }): Retrained =>
  retrainRanker(askings, shippedRanker, before);

/** What runs in the worker thread: finds themes and draws their map. */
export const draw = (task: { issues: MapIssue[]; firstFree: number }): ThemeMap => drawMap(task);
