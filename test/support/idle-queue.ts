import type { ServiceQueue } from '../../src/app/services.ts';

/** A queue that takes everything and runs nothing. */
export const idleQueue: ServiceQueue = {
  forgetJobs: async () => {},
  enqueue: async () => {},
  revive: async () => [],
  chores: { add: async () => {}, hurry: async () => {} },
};
