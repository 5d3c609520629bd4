import { expect, it } from 'vitest';
import type { NearIndexEnd } from '../../../src/triage/ports/search.ts';
import { buildInBackground } from '../../../src/triage/similar/build-in-background.ts';

const place = { installationId: 1, repositoryId: 2 };

/** Indexes whose builds end when the test says so. */
function slowIndexes() {
  const builds: PromiseWithResolvers<NearIndexEnd>[] = [];
  const keep = () => {
    const build = Promise.withResolvers<NearIndexEnd>();
    builds.push(build);
    return build.promise;
  };
  return { builds, keep };
}

it('waits for what is quick', async () => {
  const near = buildInBackground({ keep: async () => 'kept' });
  expect(await near.keep(place, 'm')).toBe('kept');
  await expect(
    buildInBackground({ keep: async () => Promise.reject(new Error('no table')) }).keep(place, 'm'),
  ).rejects.toThrow('no table');
});

it('lets others go on while an index is built, and tells how it ended once', async () => {
  const slow = slowIndexes();
  const near = buildInBackground(slow, 1);
  expect(await near.keep(place, 'm')).toBe('busy');
  expect(await near.keep(place, 'm')).toBe('busy');
  expect(slow.builds).toHaveLength(1);
  expect(await near.keep({ ...place, repositoryId: 3 }, 'm')).toBe('busy');
  expect(slow.builds).toHaveLength(2);
  slow.builds[0]?.resolve('built');
  expect(await near.keep(place, 'm')).toBe('built');
  expect(await near.keep(place, 'm')).toBe('busy');
  expect(slow.builds).toHaveLength(3);
});

it('throws at whoever asks next what went wrong meanwhile, and tries again after that', async () => {
  const slow = slowIndexes();
  const near = buildInBackground(slow, 1);
  expect(await near.keep(place, 'm')).toBe('busy');
  slow.builds[0]?.reject(new Error('the disk is full'));
  await expect(near.keep(place, 'm')).rejects.toThrow('the disk is full');
  expect(await near.keep(place, 'm')).toBe('busy');
  expect(slow.builds).toHaveLength(2);
});
