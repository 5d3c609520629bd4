import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  scripts: Record<string, string>;
};

/** Runs a script of package.json with arguments: what it printed, and how it ended. */
function run(name: string, ...args: string[]): Promise<{ code: number; text: string }> {
  const [, file = ''] = /(?:tsx) (\S+\.ts)/.exec(scripts[name] ?? '') ?? [];
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', file, ...args], { cwd: root }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, text: out + err }),
    );
  });
}

describe('commands of npm run', () => {
  const own = Object.entries(scripts)
    .map(([name, script]) => ({ name, file: /(?:tsx) ((?:scripts|bench|demo)\/\S+\.ts)$/.exec(script)?.[1] }))
    // Nobody gives these an option.
    .flatMap(({ name, file }) => (file && !['build', 'check'].includes(name) ? [{ name, file }] : []));

  it.each(own)('$name reads its command line in the one way', ({ name, file }) => {
    const sources = [file, file.replace(/run\.ts$/, 'options.ts')].map((each) =>
      readFileSync(root + each, 'utf8'),
    );
    expect(sources.join('\n')).toMatch(new RegExp(`commandLine\\(\\s*'${name}'`));
  });

  it('explain themselves', async () => {
    const { code, text } = await run('pause', '--help');
    expect(code).toBe(0);
    expect(text).toContain('Usage: npm run pause -- [options]');
    expect(text).toContain('--resume');
  });

  it('name what they do not know, and what is near', async () => {
    const { code, text } = await run('status', '--ulr', 'http://127.0.0.1:1');
    expect(code).toBe(2);
    expect(text).toContain("unknown option '--ulr'\n(Did you mean --url?)");
  });

  it('say what a value has to be', async () => {
    const { code, text } = await run('backtest', 'issues.jsonl', '--most', 'all');
    expect(code).toBe(2);
    expect(text).toContain("'all' is invalid. Must be a whole number, 1 or more.");
  });

  it('say which file is not here', async () => {
    const { code, text } = await run('backtest', 'no-such-issues.jsonl');
    expect(code).toBe(2);
    expect(text).toContain('no-such-issues.jsonl not found.');
  });
});
