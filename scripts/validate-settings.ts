import { readFile } from 'node:fs/promises';
import { parseSettings } from '../src/domain/settings/parse-settings.ts';
import { commandLine } from './command-line.ts';

const [files] = commandLine(
  'validate-settings',
  'Names every problem of .github/dispatch.yml files. Ends with 1 when there is one.',
)
  .argument('<files...>', 'the files')
  .parse().processedArgs;
for (const file of files) {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  const problems = typeof text === 'string' ? problemsOf(text) : [`cannot be read: ${text.code}`];
  for (const problem of problems) console.error(`${file}: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`${file}: good`);
}

function problemsOf(text: string): string[] {
  const read = parseSettings(text);
  return 'problems' in read ? read.problems : [];
}
