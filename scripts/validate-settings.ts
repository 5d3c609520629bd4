import { readFile } from 'node:fs/promises';
import { parseSettings } from '../src/domain/parse-settings.ts';

/** `npm run validate-settings FILE…`: names every problem; exits with 1 when there is one. */
const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Usage: npm run validate-settings FILE...');
  process.exit(2);
}
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
