import { resolve } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { isUnsure } from '../src/classify/is-unsure.ts';
import { countPrompt, estimatePrices } from '../src/classify/llm/estimate-prices.ts';
import { createTrainer } from '../src/classify/local/trainer.ts';
import { defaultSettings } from '../src/domain/settings/settings.ts';
import { readTaxonomy } from '../src/domain/taxonomy/taxonomy.ts';
import { parseRepositoryName } from '../src/domain/text/names.ts';
import { backtest } from '../src/triage/past/backtest.ts';
import type { ReadPast } from './backtest/past.ts';
import { printReport } from './backtest/print-report.ts';
import { readFile } from './backtest/read-file.ts';
import { readGitHub } from './backtest/read-github.ts';
import { readSettings } from './backtest/read-settings.ts';
import { type Section, writeHtml } from './backtest/write-html.tsx';
import { commandLine, needFiles, wholeNumber } from './command-line.ts';

const command = commandLine(
  'backtest',
  "Triages a repository's past issues in chronological order and reports how DispatchAI would have performed, with charts.",
)
  .argument(
    '<source>',
    'FILE.jsonl with one issue per line, {title, body, labels, created_at?, number?, repo?}, or OWNER/NAME on GitHub (set GITHUB_TOKEN for private or large repositories)',
  )
  .option('--settings <file>', 'dispatch.yml to use')
  .option('--most <n>', 'maximum number of issues, newest first', wholeNumber(1), 5_000)
  .option('--report <file>', 'file for the report', 'backtest.html')
  .parse();
const [source] = command.processedArgs;
const options = command.opts();

const trainer = createTrainer();
try {
  const settings = options.settings ? readSettings(options.settings) : defaultSettings;
  const pasts = await read(source, options.most);
  const sections: Section[] = [];
  for (const { name, issues, labels, left } of pasts) {
    const bar = new SingleBar(
      { format: `${name}  {bar}  {value}/{total} issues, {eta_formatted} left`, hideCursor: true },
      Presets.shades_grey,
    );
    bar.start(issues.length, 0);
    const report = await backtest(
      { trainer, isUnsure, countPrompt },
      { issues, labels, settings },
      { onProgress: (done) => bar.update(done) },
    );
    bar.stop();
    const prices = await estimatePrices(report, issues, readTaxonomy(labels, settings, new Map()));
    printReport(name, report, prices);
    sections.push({ name, report, target: settings.target_precision, prices, left });
  }
  await writeHtml(options.report, sections);
  console.log(`\nReport with charts: ${resolve(options.report)}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await trainer.close();
}

async function read(source: string, most: number): Promise<ReadPast[]> {
  const named = source.endsWith('.jsonl') ? null : parseRepositoryName(source);
  if (!named) {
    needFiles(
      [source],
      'one issue per line, or a repository on GitHub as OWNER/NAME',
      'npm run backtest -- FILE.jsonl',
    );
    return readFile(source).map((past) => ({ ...past, issues: past.issues.slice(-most) }));
  }
  const past = await readGitHub(named.owner, named.name, {
    apiUrl: process.env.GITHUB_API_URL || 'https://api.github.com',
    token: process.env.GITHUB_TOKEN || undefined,
    most,
    onPage: (issues) => process.stderr.write(`\r${issues} issues read`),
  });
  process.stderr.write('\n');
  if (past.issues.length === 0) throw new Error(`${source} has no issues.`);
  return [past];
}
