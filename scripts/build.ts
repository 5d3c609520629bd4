import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';

// TypeScript to dist/, the operator's commands among it, and beside it what is read as a file when the App runs.
rmSync('dist', { recursive: true, force: true });
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
const sources = /\.tsx?$/;
for (const folder of ['src', 'views']) {
  cpSync(folder, `dist/${folder}`, { recursive: true, filter: (file) => !sources.test(file) });
}
for (const read of ['drizzle', 'app.yml']) cpSync(read, `dist/${read}`, { recursive: true });
