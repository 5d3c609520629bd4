import { readFileSync } from 'node:fs';
import { commandLine, needFiles } from '../scripts/command-line.ts';
import { extractFeatures } from '../src/classify/local/features/issue-features.ts';
import {
  isTold,
  nameLevel,
  predictLevels,
  type RankedIssue,
  trainOrdinalModel,
} from '../src/classify/local/labels/ordinal-model.ts';
import { type Answer, accuracy, calibrationError, macroF1 } from './metrics.ts';
import { printResult, printTable } from './report.ts';

// The older four fifths of a project's issues teach, the newest fifth is answered. Beside the level that has to be named of
// every issue: how often a level is told at all, and how often that is right.
const { file } = commandLine(
  'bench:priority',
  "How well priorities are told: the older four fifths of a project's issues teach, the newest fifth is answered.",
)
  .option('--file <file>', 'the issues', '../shared/data/priority/titanium-2011-2013.jsonl')
  .parse()
  .opts();
needFiles([file], 'JSON Lines with title, body, priority, in time order', '--file FILE');
const scale = ['low', 'medium', 'high', 'critical'];
/** Names of priorities as trackers have them, tied to the scale. */
const known: Record<string, string> = {
  trivial: 'low',
  lowest: 'low',
  minor: 'low',
  low: 'low',
  medium: 'medium',
  normal: 'medium',
  major: 'high',
  high: 'high',
  critical: 'critical',
  highest: 'critical',
  blocker: 'critical',
  urgent: 'critical',
};
const maxLessons = 5_000;

const rows: RankedIssue[] = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .flatMap((line) => {
    const row = JSON.parse(line) as { title: string; body: string | null; priority: string | null };
    const level = scale.indexOf(known[(row.priority ?? '').toLowerCase()] ?? '');
    return level < 0 ? [] : [{ title: row.title, body: row.body ?? '', level }];
  });
const split = Math.floor(rows.length * 0.8);
const lessons = rows.slice(Math.max(0, split - maxLessons), split);
const asked = rows.slice(split);
const model = trainOrdinalModel(lessons, scale.length);
if (!model) throw new Error('too few issues with a priority to learn from');
const counts = scale.map((_, level) => lessons.filter((row) => row.level === level).length);
const majority = counts.indexOf(Math.max(...counts));

/** Cohen's kappa with quadratic weights (Cohen 1968): 1 is agreement, 0 is chance. */
function kappa(said: readonly number[]): number {
  const distance = (a: number, b: number) => (a - b) ** 2;
  const observed =
    asked.reduce((sum, row, i) => sum + distance(row.level, said[i] as number), 0) / asked.length;
  let expected = 0;
  for (const a of scale.keys()) {
    for (const b of scale.keys()) {
      const truths = asked.filter((row) => row.level === a).length / asked.length;
      expected += distance(a, b) * truths * (said.filter((level) => level === b).length / asked.length);
    }
  }
  return expected === 0 ? 0 : 1 - observed / expected;
}

const answersOf = (said: readonly number[]): Answer[] =>
  asked.map((row, i) => ({
    truth: scale[row.level] ?? '',
    said: scale[said[i] as number] ?? '',
    confidence: Math.max(...(probabilities[i] as number[])),
  }));
const templates = new Set(model.steps.templates);
const probabilities = asked.map((row) => predictLevels(model, extractFeatures(row, templates)));
const likeliest = probabilities.map((own) => own.indexOf(Math.max(...own)));
const measure = (said: readonly number[]) => ({ macro_f1: macroF1(answersOf(said)), kappa: kappa(said) });
const methods = {
  local: measure(probabilities.map((own) => nameLevel(model, own))),
  'local, most probable': measure(likeliest),
  'majority class': measure(asked.map(() => majority)),
};
const all = answersOf(likeliest);
const told = all.filter((_, i) => isTold(model, probabilities[i] as number[]));
printTable(
  `Priority: ${lessons.length} lessons, ${asked.length} later issues`,
  Object.entries(methods).map(([method, figures]) => ({ method, ...figures })),
);
const silence = {
  told: told.length / all.length,
  told_right: accuracy(told),
  all_right: accuracy(all),
  ece: calibrationError(all),
};
printTable('What is told, and what is not', [
  {
    'told from': model.from,
    'share told': silence.told,
    'of them right': silence.told_right,
    ece: silence.ece,
  },
]);
printResult({ ...methods.local, ...silence, baselines: { majority: methods['majority class'] } });
