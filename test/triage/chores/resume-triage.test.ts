import { describe, expect, it } from 'vitest';
import { resumeTriage } from '../../../src/triage/chores/resume-triage.ts';
import type { LaterWork } from '../../../src/triage/ports/follow-up.ts';

const key = { installationId: 7, repositoryId: 9 };
const running = { app: false, installation: false, repository: false, suspended: false };

function paused(pauses: typeof running, changed: number[]) {
  const added: [LaterWork, number][] = [];
  const asked: (string | null)[] = [];
  const deps = {
    pauses: { read: async () => pauses, lastPaused: async () => '2026-11-01T12:00:00.000Z' },
    backlog: {
      changedSince: async (_key: typeof key, since: string | null) => {
        asked.push(since);
        return changed;
      },
    },
    later: {
      add: async (work: LaterWork, after: number) => {
        added.push([work, after]);
      },
    },
  };
  return { deps, added, asked };
}

describe('resumeTriage', () => {
  it('triages what changed since ten minutes before the pause, eight seconds apart', async () => {
    const { deps, added, asked } = paused(running, [12, 11, 5]);
    expect(await resumeTriage(deps, key)).toBe('done');
    expect(asked).toEqual(['2026-11-01T11:50:00.000Z']);
    expect(added.map(([{ number, kind, cause }, after]) => ({ number, kind, cause, after }))).toEqual(
      [12, 11, 5].map((number, i) => ({
        ...{ number, kind: 'triage', cause: 'resume:2026-11-01T12:00:00.000Z' },
        after: 2 + 8 * i,
      })),
    );
  });

  it.each(['app', 'installation', 'repository', 'suspended'] as const)(
    'does nothing while %s says paused',
    async (what) => {
      const { deps, added } = paused({ ...running, [what]: true }, [12]);
      expect(await resumeTriage(deps, key)).toBe('done');
      expect(added).toEqual([]);
    },
  );
});
