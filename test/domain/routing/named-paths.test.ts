import { expect, it } from 'vitest';
import { namedPaths } from '../../../src/domain/routing/named-paths.ts';

it.each([
  ['at openArchive (/home/rita/app/src/archive.js:31:7)', ['/home/rita/app/src/archive.js']],
  ['  File "server/upload.py", line 3, in run', ['server/upload.py']],
  ['at org.example.store.Main.run(Main.java:12)', ['org/example/store/Main.java']],
  ['C:\\code\\api\\Program.cs:line 3', ['/code/api/Program.cs']],
  ['The fault is in `docs/start.md`, I think.', ['docs/start.md']],
  ['See https://example.com/a/b.html and node:internal/fs/read.js', []],
  ['at run (/app/node_modules/left-pad/index.js:1:1)', ['left-pad/index.js']],
  ['at run (/app/node_modules/@acme/store/dist/index.js:1:1)', ['store/dist/index.js']],
  ['at Module._load (internal/modules/cjs/loader.js:883:14)', []],
  ['/usr/lib/python3/json/decoder.py:12', []],
  ['internal/cache/evict.go:88 +0x1f', ['internal/cache/evict.go']],
  ['\t/go/pkg/mod/github.com/acme/keep@v1.4.0/internal/cache/evict.go:88', ['internal/cache/evict.go']],
  ['\t/go/pkg/mod/github.com/other/lib@v1.4.0/internal/cache/evict.go:88', []],
  ['  File "/usr/src/app/keep/store/disk.py", line 3', ['/usr/src/app/keep/store/disk.py']],
  ['  File "/opt/venv/lib/python3.12/site-packages/keep/store/disk.py", line 3', ['keep/store/disk.py']],
  ['See https://github.com/acme/keep/blob/1f3a9bc/src/store/disk.ts#L10-L20.', ['src/store/disk.ts']],
  ['See https://github.com/fork-of/keep/blob/main/src/store/disk.ts?plain=1', ['src/store/disk.ts']],
  ['See https://github.com/acme/other/blob/main/src/store/disk.ts', []],
  ['ERROR (MainThread) [keep.components.mqtt.light] Unable to connect', ['keep/components/mqtt/light']],
  ['See docs.example.com or a.b.c() and store.items.get(1)', []],
  ['and/or either.or e.g. this', []],
  ['web/app.ts web/app.ts ./web/b.ts', ['web/app.ts', 'web/b.ts']],
])('%s names %j', (text, paths) => {
  expect(namedPaths(text, 'acme/keep').map(({ path }) => path)).toEqual(paths);
});

it.each(['a/', 'a.', 'at a.', 'x', '/', '\\a'])('ends on a long run of %j', (part) => {
  expect(namedPaths(part.repeat(130_000))).toEqual([]);
});
