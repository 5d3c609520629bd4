import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { FoundFile } from '../../src/domain/import/finding.ts';
import { longestImport } from '../../src/domain/import/read-data.ts';
import { isImportable } from '../../src/domain/import/readers.ts';
import { mostFiles } from './most-files.ts';

/** Folders that hold no settings, or another project's. */
const skipped = new Set(['.git', 'node_modules', 'vendor', 'third_party', 'target', 'dist']);
const mostFolders = 20_000;

/** Reads what former bots left in a working copy of a repository. @throws Error where the folder can't be read */
export async function readFolder(root: string): Promise<FoundFile[]> {
  if (!(await stat(root)).isDirectory()) throw new Error(`${root} is not a folder.`);
  const found: FoundFile[] = [];
  const folders = [root];
  for (let seen = 0; folders.length > 0 && seen < mostFolders && found.length < mostFiles; seen++) {
    const folder = folders.shift() ?? root;
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const full = join(folder, entry.name);
      const path = relative(root, full).split(sep).join('/');
      if (entry.isDirectory() && !skipped.has(entry.name)) folders.push(full);
      if (!entry.isFile() || !isImportable(path) || found.length >= mostFiles) continue;
      const { size } = await stat(full);
      // One that is too large is named by its note.
      found.push({
        path,
        text: size > 4 * longestImport ? ' '.repeat(longestImport + 1) : await readFile(full, 'utf8'),
      });
    }
  }
  return found;
}
