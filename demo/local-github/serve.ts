import { commandLine, wholeNumber } from '../../scripts/command-line.ts';
import { startLocalGitHub } from './local-github.ts';

const options = commandLine('local-github', 'Runs the local GitHub by itself.')
  .option('--port <n>', 'where it answers; 0 takes any free one', wholeNumber(0, 65_535), 3_900)
  .option('--data <file>', 'where everything is kept', '.data/local-github.json')
  .option('--hook <address>', 'where its webhooks go')
  .option('--rate-limits', "keep GitHub's limits", false)
  .option('--latency <ms>', 'milliseconds that each answer takes', wholeNumber(), 0)
  .parse()
  .opts();

const github = await startLocalGitHub({
  port: options.port,
  snapshotFile: options.data,
  rateLimits: options.rateLimits,
  latencyMs: options.latency,
});
if (options.hook) github.deliverTo(options.hook);
await github.save();

console.log(`Local GitHub at ${github.url}`);
for (const repo of github.world.tables.repos.all()) console.log(`  ${github.url}/${repo.full_name}/issues`);
console.log(`App ${github.app.slug}, id ${github.app.id}, installation ${github.installationId}`);
console.log(
  `Its private key, secrets and everything else are kept in ${options.data} (readable by you only)`,
);
console.log(
  options.hook ? `Webhooks go to ${options.hook}` : 'Webhooks go nowhere: name an address with --hook',
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void github.close().then(() => process.exit(0));
  });
}
