import { writeFile } from 'node:fs/promises';
import { commandLine } from './command-line.ts';
import { generatedFiles } from './generated-files.ts';

commandLine(
  'generate',
  "Generates the settings' JSON schema and the documentation pages from the sources.",
).parse();
for (const [path, text] of Object.entries(generatedFiles())) {
  await writeFile(new URL(`../${path}`, import.meta.url), text);
  console.log(`wrote ${path}`);
}
