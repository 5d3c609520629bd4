import { execFileSync } from 'node:child_process';

// A newer TypeScript makes dependency-cruiser report "no violations" over no modules at all: that is a failure.
const output = execFileSync(
  'npx',
  ['depcruise', 'src', 'views', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
  {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  },
);
const { summary } = JSON.parse(output) as {
  summary: { totalCruised: number; violations: { from: string; to: string; rule: { name: string } }[] };
};
for (const violation of summary.violations)
  console.error(`${violation.rule.name}: ${violation.from} -> ${violation.to}`);
if (summary.totalCruised === 0) console.error('dependency-cruiser read no modules');
if (summary.totalCruised === 0 || summary.violations.length > 0) process.exit(1);
console.log(`arrows: ${summary.totalCruised} modules, none against the rules`);
