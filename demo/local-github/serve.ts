/** Runs the local GitHub by itself: `npm run local-github -- --port 3900 --data .data/local-github.json`. */
import { parseArgs } from 'node:util';
import { startLocalGitHub } from './local-github.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3900' },
    data: { type: 'string', default: '.data/local-github.json' },
    hook: { type: 'string' },
    'rate-limits': { type: 'boolean', default: false },
    latency: { type: 'string', default: '0' },
  },
});

const github = await startLocalGitHub({
  port: Number(values.port),
  snapshotFile: values.data,
  rateLimits: values['rate-limits'],
  latencyMs: Number(values.latency),
});
if (values.hook) github.deliverTo(values.hook);
await github.save();

console.log(`Local GitHub at ${github.url}`);
for (const repo of github.world.tables.repos.all()) console.log(`  ${github.url}/${repo.full_name}/issues`);
console.log(`App ${github.app.slug}, id ${github.app.id}, installation ${github.installationId}`);
console.log(`Its private key, secrets and everything else are kept in ${values.data} (readable by you only)`);
console.log(
  values.hook ? `Webhooks go to ${values.hook}` : 'Webhooks go nowhere: name an address with --hook',
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void github.close().then(() => process.exit(0));
  });
}
