import { expect, it } from 'vitest';
import { namedPaths } from '../../../src/domain/routing/named-paths.ts';

it.each([
  ['at openArchive (/home/rita/app/src/archive.js:31:7)', ['/home/rita/app/src/archive.js']],
  ['  File "server/upload.py", line 3, in run', ['server/upload.py']],
  ['at org.example.store.Main.run(Main.java:12)', ['org/example/store/Main.java']],
  ['C:\\code\\api\\Program.cs:line 3', ['/code/api/Program.cs']],
  ['The fault is in `docs/start.md`, I think.', ['docs/start.md']],
  ['See https://example.com/a/b.html and node:internal/fs/read.js', []],
  ['at run (/app/node_modules/left-pad/index.js:1:1)', []],
  ['and/or either.or e.g. this', []],
  ['web/app.ts web/app.ts ./web/b.ts', ['web/app.ts', 'web/b.ts']],
])('%s names %j', (text, paths) => {
  expect(namedPaths(text)).toEqual(paths);
});

it.each(['a/', 'a.', 'at a.', 'x', '/', '\\a'])('ends on a long run of %j', (part) => {
  expect(namedPaths(part.repeat(130_000))).toEqual([]);
});
