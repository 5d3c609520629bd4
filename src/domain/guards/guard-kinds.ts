/** What a guard can find in an issue, each the kind of the notice that it opens. */
export const guardKinds = ['secret', 'vulnerability', 'flood'] as const;
export type GuardKind = (typeof guardKinds)[number];
