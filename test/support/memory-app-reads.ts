import type { AppReads } from '../../src/triage/ports/follow-up.ts';

/** The port `AppReads` in memory: the App is installed everywhere, except where it is told otherwise. */
export function createMemoryAppReads() {
  const gone = new Set<number>();
  const suspended = new Set<number>();
  const appReads: AppReads = {
    installations: async () => [],
    installation: async (id) => (gone.has(id) ? null : suspended.has(id) ? 'suspended' : 'active'),
    installationOf: async ({ installationId }) => (gone.has(installationId) ? null : installationId),
  };
  return { appReads, gone, suspended };
}
