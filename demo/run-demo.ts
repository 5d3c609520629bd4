import { once } from 'node:events';
import { appAddress } from './app-address.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { createOutcomes } from './dispatch-outcomes.ts';
import { freePort } from './free-port.ts';
import { awaitLearning } from './learned-past.ts';
import type { DemoOptions } from './options.ts';
import { Problem } from './problem.ts';
import { loadIssueFile } from './replay/issue-file.ts';
import type { Replayed } from './replay/ports.ts';
import { adopt, findLost, openProgress } from './replay/progress.ts';
import { lookAt, type ReplayDeps, replay } from './replay/replay.ts';
import type { Sample } from './replay/sample.ts';
import { shuffle } from './replay/shuffle.ts';
import { summarize } from './replay/summarize.ts';
import { sampleRepository, startSampleGitHub } from './sample-github.ts';
import { startApp } from './start-app.ts';
import { loadStory } from './story/story.ts';
import { replayedLine } from './terminal/replayed-line.ts';
import type { Screen } from './terminal/screen.ts';
import { renderSummary } from './terminal/summary.ts';

/** How long an issue may take before the next one is opened anyway, in milliseconds. */
const patienceMs = 60_000;

/**
 * The demo from its start to its end: resolves once it was told to stop (or after the summary, with `exit`)
 * and everything is
 * closed. Throws a Problem where the person at the terminal can help.
 */
export async function runDemo(options: DemoOptions, screen: Screen, signal: AbortSignal): Promise<void> {
  const { sample, folderName } = load(options, screen);
  const folder = await openDataFolder(options.data, folderName, options.fresh);
  const closing: (() => Promise<void>)[] = [folder.release];
  try {
    const { deps, close } = await start(options, sample, folder, screen, signal);
    closing.unshift(...close);
    const replayed = await replayAll(deps, options, sample, folder, screen);
    if (!signal.aborted) showSummary(replayed, sample, screen);
    if (!options.exit && !signal.aborted) {
      screen.say('\nStill running. Open the console, label an issue yourself, or press Ctrl-C to stop.');
      await once(signal, 'abort');
    }
    screen.say('\nStopping.');
  } finally {
    screen.stop();
    await closeAll(closing);
  }
}

/** One step that fails keeps no other from running; the first failure is thrown at the end. */
async function closeAll(steps: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

function load(
  { issues, shuffle: seed }: DemoOptions,
  screen: Screen,
): { sample: Sample; folderName: string } {
  const read = issues === null ? { sample: loadStory(), bad: [], folder: 'story' } : loadIssueFile(issues);
  for (const { line, why } of read.bad) screen.say(`Line ${line} skipped: ${why}.`);
  const { sample } = read;
  return {
    sample: { ...sample, issues: seed === null ? sample.issues : shuffle(sample.issues, seed) },
    folderName: read.folder,
  };
}

async function start(
  options: DemoOptions,
  sample: Sample,
  folder: DataFolder,
  screen: Screen,
  signal: AbortSignal,
) {
  const port = await freePort(options.port, '--port');
  const githubPort = await freePort(options.githubPort, '--github-port');
  const { url, callbackUrl } = appAddress(port);
  const fullName = `${sample.owner}/${sample.repository}`;
  const all = sample.issues.length;
  const some = options.limit !== null && options.limit < all ? `${options.limit} of ` : '';
  screen.say(`DispatchAI on ${some}${all} issues of ${fullName}: ${sample.description}\n`);
  const github = await startSampleGitHub(sample, {
    port: githubPort,
    snapshotFile: folder.github,
    callbackUrl,
  });
  const close = [() => github.close()];
  try {
    const app = await startApp(github, folder, port);
    close.unshift(() => app.close());
    screen.say(`  Console       ${url}/${fullName}/issues  (sign in as ${sample.people[0]?.login})`);
    screen.say(`  Local GitHub  ${github.url}/${fullName}/issues`);
    screen.say(`  Data and log  ${folder.path}\n`);
    if (!folder.kept) await github.installation().delivered;
    const repo = github.world.tables.repos.findOneBy('full_name', fullName);
    if (!repo) throw new Error(`the local GitHub has no ${fullName}`);
    const where = {
      installationId: github.installationId,
      repositoryId: repo.id,
      owner: sample.owner,
      name: sample.repository,
      private: false,
    };
    const past = sample.past.length;
    if (!folder.kept && past > 0) {
      screen.say(`Learning from ${past} past issues…`);
      screen.say(await awaitLearning(app.database, where, past, signal));
    }
    const deps: Omit<ReplayDeps, 'onReplayed'> = {
      repository: sampleRepository(github, sample),
      outcomes: createOutcomes(app.database, where),
      progress: openProgress(folder.progress),
      signal,
    };
    return { deps, close };
  } catch (error) {
    await closeAll(close);
    throw error;
  }
}

/** Replays what no earlier run has; returns every issue within the limit, the kept ones first. */
async function replayAll(
  deps: Omit<ReplayDeps, 'onReplayed'>,
  options: DemoOptions,
  sample: Sample,
  folder: DataFolder,
  screen: Screen,
): Promise<Replayed[]> {
  const issues = sample.issues.slice(0, options.limit ?? undefined);
  const standing = deps.repository.issues();
  const lost = findLost(deps.progress.entries(), standing);
  if (lost > 0)
    throw new Problem(
      `The last run was interrupted before the local GitHub had saved its last ${lost} issues, so the data is inconsistent.`,
      'Start over with --fresh.',
    );
  adopt(issues, standing, deps.progress);
  const entries = new Map(deps.progress.entries().map((entry) => [entry.line, entry]));
  const kept: Replayed[] = [];
  for (const issue of issues) {
    const entry = entries.get(issue.line);
    if (entry) kept.push(await lookAt(deps, issue, entry, patienceMs));
  }
  const left = issues.filter(({ line }) => !entries.has(line));
  if (folder.kept) screen.say(keptWords(kept.length, left.length));
  const style = {
    titleWidth: Math.max(24, Math.min(60, screen.columns - 50)),
    depth: screen.depth,
    labels: sample.labels,
  };
  screen.start(issues.length, kept.length);
  const onReplayed = (one: Replayed) => screen.advance(replayedLine(one, style));
  const fresh = await replay({ ...deps, onReplayed }, left, { paceMs: options.pace, patienceMs });
  screen.stop();
  return [...kept, ...fresh];
}

function keptWords(kept: number, left: number): string {
  const next = left === 0 ? 'Nothing is left to replay' : `Continuing with the other ${left}`;
  return `${kept} issues were saved by an earlier run. ${next}; use --fresh to start over.\n`;
}

function showSummary(replayed: Replayed[], sample: Sample, screen: Screen): void {
  const measured = {
    firstLabelMs: firstLabel(replayed),
    memory: { residentBytes: process.memoryUsage.rss(), peakBytes: process.resourceUsage().maxRSS * 1024 },
  };
  screen.say(`\n${renderSummary(summarize(replayed, sample.labels, measured))}`);
}

/** From the start of this process to its first label, in milliseconds. */
function firstLabel(replayed: Replayed[]): number | null {
  const labeled = replayed.flatMap(({ openedAt, tookMs }) =>
    openedAt !== null && tookMs !== null && openedAt >= performance.timeOrigin ? [openedAt + tookMs] : [],
  );
  return labeled.length === 0 ? null : Math.min(...labeled) - performance.timeOrigin;
}
