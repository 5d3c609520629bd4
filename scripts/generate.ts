import { writeFile } from 'node:fs/promises';
import { commandLine } from './command-line.ts';
import { generatedFiles } from './generated-files.ts';

commandLine(
  'generate',
  "Writes what is generated from the sources: the settings' JSON schema and the pages of the documentation.",
).parse();
for (const [path, text] of Object.entries(generatedFiles())) {
  await writeFile(new URL(`../${path}`, import.meta.url), text);
  console.log(`wrote ${path}`);
}
