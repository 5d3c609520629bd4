import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { isUnsure } from '../src/classify/is-unsure.ts';
import { countPrompt, estimatePrices } from '../src/classify/llm/estimate-prices.ts';
import { createTrainer } from '../src/classify/local/trainer.ts';
import { defaultSettings } from '../src/domain/settings.ts';
import { readTaxonomy } from '../src/domain/taxonomy.ts';
import { backtest } from '../src/triage/backtest.ts';
import type { ReadPast } from './backtest/past.ts';
import { printReport } from './backtest/print-report.ts';
import { readFile } from './backtest/read-file.ts';
import { readGitHub } from './backtest/read-github.ts';
import { readSettings } from './backtest/read-settings.ts';
import { type Section, writeHtml } from './backtest/write-html.tsx';

const usage = `Usage: npm run backtest -- FILE.jsonl | OWNER/NAME [--settings dispatch.yml] [--most 5000] [--report backtest.html]

FILE.jsonl holds a repository's issues, one JSON object a line: {title, body, labels, created_at?, number?, repo?}.
OWNER/NAME is read from GitHub; GITHUB_TOKEN is needed for private or large repositories.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    settings: { type: 'string' },
    most: { type: 'string', default: '5000' },
    report: { type: 'string', default: 'backtest.html' },
  },
});
const [what] = positionals;
if (!what || !(Number(values.most) > 0)) {
  console.error(usage);
  process.exit(2);
}

const trainer = createTrainer();
try {
  const settings = values.settings ? readSettings(values.settings) : defaultSettings;
  const pasts = await read(what, Math.floor(Number(values.most)));
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
  await writeHtml(values.report, sections);
  console.log(`\nThe report with its plots: ${resolve(values.report)}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await trainer.close();
}

async function read(source: string, most: number): Promise<ReadPast[]> {
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(source) ?? [];
  if (!owner || !name || source.endsWith('.jsonl')) {
    return readFile(source).map((past) => ({ ...past, issues: past.issues.slice(-most) }));
  }
  const past = await readGitHub(owner, name, {
    apiUrl: process.env.GITHUB_API_URL || 'https://api.github.com',
    token: process.env.GITHUB_TOKEN || undefined,
    most,
    onPage: (issues) => process.stderr.write(`\r${issues} issues read`),
  });
  process.stderr.write('\n');
  if (past.issues.length === 0) throw new Error(`${source} has no issues.`);
  return [past];
}
