import { describe, expect, it } from 'vitest';
import { countDocuments } from '../../../src/domain/similarity/idf.ts';
import { sharedTraits } from '../../../src/domain/similarity/shared-traits.ts';
import { idfFrom } from '../../support/idf-from.ts';

const usual = Array.from({ length: 100 }, (_, i) => ({
  title: 'Saving a file fails',
  body: `the app on linux, run ${i}`,
}));
const idf = idfFrom(countDocuments(usual), 'test');

const watcher = {
  title: 'Watcher dies on symlinks',
  body: "Error: ENOENT: no such file or directory, lstat '/home/ann/link'\n    at Watcher.scan (/srv/watch.js:10:5)",
};
const rescan = {
  title: 'Rescan stops at a dangling symlink',
  body: "Error: ENOENT: no such file or directory, lstat '/Users/bo/x'\n    at Watcher.scan (/opt/watch.js:14:5)\nthe symlinks",
};

describe('sharedTraits', () => {
  it('names the error first, then the stack, then the words', () => {
    const traits = sharedTraits(watcher, rescan, idf);
    expect(traits[0]).toEqual({ kind: 'error', texts: ['ENOENT: no such file or directory, lstat …'] });
    expect(traits[1]).toEqual({ kind: 'frames', texts: ['Watcher.scan'] });
    expect(traits[2]?.kind).toBe('words');
    expect(traits[2]?.texts).toContain('symlinks');
  });

  it('is silent where only ordinary words are shared', () => {
    expect(
      sharedTraits(
        { title: 'Saving fails', body: 'on linux' },
        { title: 'A file', body: 'Saving fails on linux' },
        idf,
      ),
    ).toEqual([]);
  });

  it('says nothing of frames that stand on every stack', () => {
    const stack = '    at Object.<anonymous> (/a.js:1:2)\n    at Module._compile (node:internal:1:2)';
    const kinds = sharedTraits({ title: '', body: stack }, { title: '', body: stack }, idf).map(
      ({ kind }) => kind,
    );
    expect(kinds).not.toContain('frames');
  });

  it('spells words as the first issue does, and a name without its parts', () => {
    const mine = { title: 'Symlinks break readFileSync', body: '' };
    const theirs = { title: 'readFileSync and a symlink', body: '' };
    expect(sharedTraits(mine, theirs, idf)).toEqual([{ kind: 'words', texts: ['readfilesync', 'symlinks'] }]);
  });
});
