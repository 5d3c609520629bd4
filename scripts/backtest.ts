import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isUnsure } from '../src/classify/is-unsure.ts';
import { countPrompt, estimatePrices } from '../src/classify/llm/estimate-prices.ts';
import { createTrainer } from '../src/classify/local/trainer.ts';
import { defaultSettings } from '../src/domain/settings/settings.ts';
import { readTaxonomy } from '../src/domain/taxonomy/taxonomy.ts';
import { parseRepositoryName } from '../src/domain/text/names.ts';
import { backtest } from '../src/triage/past/backtest.ts';
import type { ReadPast } from './backtest/past.ts';
import { printReport } from './backtest/print-report.ts';
import { createProgressBar, createProgressLine } from './backtest/progress.ts';
import { readFile } from './backtest/read-file.ts';
import { readGitHub } from './backtest/read-github.ts';
import { readSettings } from './backtest/read-settings.ts';
import { readTemplates } from './backtest/read-templates.ts';
import { withoutTemplateLabels } from './backtest/without-template-labels.ts';
import { type Section, writeHtml } from './backtest/write-html.tsx';
import { commandLine, needFiles, wholeNumber } from './command-line.ts';

const command = commandLine(
  'backtest',
  "Triages a repository's past issues in chronological order and reports how DispatchAI would have performed, with charts.",
)
  .argument(
    '<source>',
    'file of issues (JSON, JSON Lines or CSV, also gzipped, such as from gh issue list --json number,title,body,labels,createdAt,author), or OWNER/NAME on GitHub (set GITHUB_TOKEN for private or large repositories)',
  )
  .option('--settings <file>', 'dispatch.yml to use')
  .option(
    '--templates <folder>',
    'folder of issue templates, such as .github/ISSUE_TEMPLATE of a working copy: labels that they put on by themselves are not counted (from GitHub they are read anyway)',
  )
  .option('--most <n>', 'maximum number of issues, newest first', wholeNumber(1), 5_000)
  .option('--report <file>', 'file for the report', 'backtest.html')
  .parse();
const [source] = command.processedArgs;
const options = command.opts();

const progress = createProgressLine();
const trainer = createTrainer();
try {
  const settings = options.settings ? readSettings(options.settings) : defaultSettings;
  const forms = options.templates ? await readTemplates(options.templates) : [];
  const pasts = (await read(source, options.most)).map((past) => withoutTemplateLabels(past, forms));
  const sections: Section[] = [];
  for (const { name, issues, labels, codeowners, left } of pasts) {
    for (const each of left) console.log(`${name}: left out or noted: ${each}`);
    const bar = createProgressBar(name, issues.length);
    const report = await backtest(
      { trainer, isUnsure, countPrompt },
      { issues, labels, settings, codeowners, repository: name },
      { onProgress: bar.update },
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
  const named = isFile(source) ? null : parseRepositoryName(source);
  if (!named) {
    needFiles(
      [source],
      'a list of issues, or a repository on GitHub as OWNER/NAME',
      'npm run backtest -- FILE',
    );
    return readFile(source, { most, onRead: (issues) => progress(`${issues} entries read`) });
  }
  const past = await readGitHub(named.owner, named.name, {
    apiUrl: process.env.GITHUB_API_URL || 'https://api.github.com',
    token: process.env.GITHUB_TOKEN || undefined,
    most,
    onPage: (issues) => progress(`${issues} issues read`),
  });
  if (past.issues.length === 0) throw new Error(`${source} has no issues.`);
  return [past];
}

/** `./issues.json`, `data/issues.csv` and whatever is there as a file or folder; a repository may be called `next.js`. */
function isFile(source: string): boolean {
  return (
    /^(?:\.{1,2}|~)?[/\\]|^[a-z]:[/\\]/i.test(source) ||
    /\.(?:jsonl?|ndjson|csv|tsv|gz)$/i.test(source) ||
    existsSync(source)
  );
}
