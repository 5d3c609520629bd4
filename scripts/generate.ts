import { writeFile } from 'node:fs/promises';
import { generatedFiles } from './generated-files.ts';

/** Writes what is generated from the sources: the settings' JSON schema and the pages of the documentation. */
for (const [path, text] of Object.entries(generatedFiles())) {
  await writeFile(new URL(`../${path}`, import.meta.url), text);
  console.log(`wrote ${path}`);
}
