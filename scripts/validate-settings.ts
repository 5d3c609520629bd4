import { readFile } from 'node:fs/promises';
import { ruleProblems } from '../src/domain/rules/rule-problems.ts';
import { parseSettings } from '../src/domain/settings/parse-settings.ts';
import { commandLine } from './command-line.ts';

const [files] = commandLine(
  'validate-settings',
  'Validates .github/dispatch.yml files. Exits with 1 if there is a problem.',
)
  .argument('<files...>', 'the files')
  .parse().processedArgs;
for (const file of files) {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  const problems = typeof text === 'string' ? problemsOf(text) : [`can't be read: ${text.code}`];
  for (const problem of problems) console.error(`${file}: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`${file}: good`);
}

function problemsOf(text: string): string[] {
  const read = parseSettings(text);
  return 'problems' in read ? read.problems : ruleProblems(read.settings, null);
}
