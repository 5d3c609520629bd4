/** How a chore ended: for good, or to be run again after a while. */
export type ChoreEnd = 'done' | { againAfterSeconds: number };
