import { describe, expect, it } from 'vitest';
import { createLocalEmbedder } from '../../../src/classify/embedding/local-embedder.ts';
import { countDocuments } from '../../../src/domain/similarity/idf.ts';
import { idfFrom } from '../../support/idf-from.ts';

const embedder = createLocalEmbedder();
const vectorOf = async (title: string, body: string) => {
  const [embedding] = await embedder.embed([{ title, body }]);
  if (embedding === undefined) throw new Error('no embedding');
  return embedding.vector;
};
const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

describe('the local embedder', () => {
  it('gives 512 numbers of length 1', async () => {
    const vector = await vectorOf('Crash when saving', 'It throws ENOENT.');
    expect(vector.length).toBe(512);
    expect(cosine(vector, vector)).toBeCloseTo(1, 5);
  });

  it('gives all 0 for a text without a word', async () => {
    expect((await vectorOf('', '!?')).every((value) => value === 0)).toBe(true);
  });

  it('puts the same problem nearer than another one', async () => {
    const mine = await vectorOf('Watcher crashes on symlink', 'Error: ENOENT lstat in the watcher');
    const same = await vectorOf('ENOENT from the watcher', 'lstat fails on a dangling symlink');
    const other = await vectorOf('Add a dark theme', 'My eyes hurt at night, please add a theme');
    expect(cosine(mine, same)).toBeGreaterThan(cosine(mine, other) + 0.2);
  });

  it('weighs the title above the body', async () => {
    const query = await vectorOf('symlink watcher', '');
    const inTitle = await vectorOf('symlink watcher', 'settings page export button');
    const inBody = await vectorOf('settings page export button', 'symlink watcher');
    expect(cosine(query, inTitle)).toBeGreaterThan(cosine(query, inBody));
  });

  it('reads both ends of a body of 262,144 characters and no more', async () => {
    const filler = 'padding words between here '.repeat(10_000).slice(0, 262_144);
    const vector = await vectorOf('', filler);
    expect(
      cosine(vector, await vectorOf('', `${filler.slice(0, 130_000)} zebra ${filler.slice(130_000)}`)),
    ).toBeCloseTo(1, 5);
    expect(cosine(vector, await vectorOf('', `${filler} zebra`))).toBeLessThan(0.999);
  });

  it('names its hashing version and IDF generation, so vectors of two generations are never compared', () => {
    const own = idfFrom(countDocuments([{ title: 'one', body: 'two' }]), 'repo3');
    expect(embedder.model).toBe('local-tfidf-512-h1-general2');
    expect(createLocalEmbedder({ idf: own }).model).toBe('local-tfidf-512-h1-repo3');
  });

  it('answers in the order it was asked', async () => {
    const texts = [
      { title: 'first', body: '' },
      { title: 'second', body: '' },
    ];
    const [first, second] = await embedder.embed(texts);
    expect(first?.vector).toEqual(await vectorOf('first', ''));
    expect(second?.vector).toEqual(await vectorOf('second', ''));
  });
});
