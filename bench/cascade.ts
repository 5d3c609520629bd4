import { commandLine, needFiles, share, wholeNumber } from '../scripts/command-line.ts';
import { readConfig } from '../src/app/config/config.ts';
import { createAnthropicWire } from '../src/classify/llm/anthropic.ts';
import { createOpenAiWire } from '../src/classify/llm/openai.ts';
import { emptyLearnedState, type LearnedState } from '../src/domain/decide/decide.ts';
import { learnTrust } from '../src/domain/decide/trust.ts';
import { readRows } from './accuracy-splits.ts';
import { type AnsweredRow, answerLocally } from './cascade/local-answers.ts';
import { rememberAnswers } from './cascade/remembered-wire.ts';
import { type CascadeRun, type HostedChoice, runCascade } from './cascade/run-cascade.ts';
import { createSimulatedWire } from './cascade/simulated-wire.ts';
import { accuracy, calibrationError, macroF1, mean } from './metrics.ts';
import { printReport } from './report.ts';
import { dealByClass } from './shuffle.ts';

// What a hosted model adds to the local one, and what it costs. Without a key the hosted model is SIMULATED at a stated
// accuracy; with OPENAI_* or ANTHROPIC_* in the environment a real one is asked besides, on fewer rows.
const options = commandLine(
  'bench:cascade',
  'What a hosted model adds to the local one, and what it costs. Without a key it is simulated at a stated accuracy.',
)
  .option('--file <file>', 'the issues', '../shared/data/nlbse/train.jsonl')
  .option('--accuracy <share>', 'how often the simulated model is right', share, 0.8)
  .option(
    '--real-rows <n>',
    'how many issues a real model is asked about, where there is a key',
    wholeNumber(1),
    150,
  )
  .parse()
  .opts();
const stated = options.accuracy;
needFiles([options.file], 'JSON Lines with repo, label, title, body', '--file FILE');

interface Line {
  local: string;
  model: string;
  asked: string;
  run: CascadeRun;
}
const lines: Line[] = [];

/** A repository's own trust, learnt from the folds that the row is not in. */
function trustByFold(rows: readonly AnsweredRow[], always: CascadeRun): (row: AnsweredRow) => LearnedState {
  const learned = new Map<string, LearnedState>();
  const key = ({ row, fold }: AnsweredRow) => `${row.repo} ${fold}`;
  return (row) => {
    const known = learned.get(key(row));
    if (known) return known;
    const lessons = rows.flatMap((other, at) =>
      other.row.repo === row.row.repo && other.fold !== row.fold
        ? [{ opinions: always.opinions[at] ?? [], truth: other.row.label }]
        : [],
    );
    const state = { ...emptyLearnedState, ...learnTrust(lessons) };
    learned.set(key(row), state);
    return state;
  };
}

async function runAll(local: string, model: string, rows: readonly AnsweredRow[], choice: HostedChoice) {
  const add = (asked: string, run: CascadeRun) => lines.push({ local, model, asked, run });
  add('never', await runCascade(rows, 'never', choice));
  add('unsure', await runCascade(rows, 'unsure', choice));
  const always = await runCascade(rows, 'always', choice);
  add('always', always);
  const stateOf = trustByFold(rows, always);
  add('unsure, trust learnt', await runCascade(rows, 'unsure', choice, stateOf));
  add('always, trust learnt', await runCascade(rows, 'always', choice, stateOf));
}

const all = readRows(options.file);
const answered = {
  'no lessons': answerLocally(all, options.file, false),
  taught: answerLocally(all, options.file, true),
};
for (const [local, rows] of Object.entries(answered)) {
  const wire = createSimulatedWire(stated);
  const before = ({ at, row, labels }: AnsweredRow) => wire.next({ seed: at + 1, truth: row.label, labels });
  await runAll(local, 'simulated', rows, { wire, model: 'gpt-6-luna', before });
}

const { models } = readConfig({ ...process.env, APP_ID: '', PRIVATE_KEY: '', PRIVATE_KEY_PATH: '' });
for (const source of ['openai', 'anthropic'] as const) {
  const given = models[source];
  if (!given) continue;
  const open = source === 'openai' ? createOpenAiWire : createAnthropicWire;
  const wire = rememberAnswers(open({ ...given, timeoutMs: 30_000 }));
  const rows = dealByClass(answered['no lessons'], ({ row }) => `${row.repo} ${row.label}`);
  const few = rows.slice(0, options.realRows);
  await runAll('no lessons', given.model, few, {
    ...{ wire, model: given.model, prices: models.prices },
    before: ({ at }) => wire.next(at),
  });
}

const figuresOf = ({ run }: Line) => {
  const repos = [...new Set(run.answers.map(({ repo }) => repo))];
  const sure = run.answers.filter(({ confidence }) => confidence >= 0.8);
  return {
    macro_f1: mean(repos.map((repo) => macroF1(run.answers.filter((answer) => answer.repo === repo)))),
    accuracy: accuracy(run.answers),
    coverage_at_80_confidence: sure.length / run.answers.length,
    precision_at_80_confidence: accuracy(sure),
    ece: calibrationError(run.answers),
    rows: run.answers.length,
    calls: run.calls,
    failed: run.failed,
    prompt_tokens_a_call: run.calls ? run.promptTokens / run.calls : 0,
    usd_per_1000_issues: run.usd === null ? null : (run.usd / run.answers.length) * 1_000,
  };
};

printReport({
  title: `The cascade on ${options.file}`,
  columns: [
    'local model',
    'hosted',
    'asked',
    'macro-F1',
    'accuracy',
    'sure',
    'right if sure',
    'ECE',
    'calls',
    '$ / 1,000',
  ],
  rows: lines.map((line) => {
    const one = figuresOf(line);
    return [
      ...[line.local, line.model, line.asked, one.macro_f1, one.accuracy, one.coverage_at_80_confidence],
      ...[one.precision_at_80_confidence, one.ece, one.calls, one.usd_per_1000_issues],
    ];
  }),
  notes: [
    `"simulated" is no model: it is told the truth and says it in ${stated * 100} % of the issues, at random. It shows what the cascade saves and how answers are combined, not how good a hosted model is. Its errors are independent of the local model's, which flatters the combination.`,
    'Money is gpt-6-luna\'s list price for the real prompts. "sure" is the share at confidence 0.8 and above.',
    ...(models.openai || models.anthropic
      ? []
      : [
          'No key is set, so no real model was asked: set OPENAI_API_KEY or ANTHROPIC_API_KEY (or a base URL).',
        ]),
  ],
  figures: {
    stated_accuracy: stated,
    simulated: Object.fromEntries(
      ['no lessons', 'taught'].map((local) => [
        local.replace(' ', '_'),
        Object.fromEntries(
          lines
            .filter((line) => line.local === local && line.model === 'simulated')
            .map((line) => [line.asked.replaceAll(/, | /g, '_'), figuresOf(line)]),
        ),
      ]),
    ),
    real: Object.fromEntries(
      lines
        .filter(({ model }) => model !== 'simulated')
        .map((line) => [`${line.model} ${line.asked}`, figuresOf(line)]),
    ),
  },
});
