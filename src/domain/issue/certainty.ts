/** How sure a change is, in GitHub's three steps. */
export type Certainty = 'low' | 'medium' | 'high';
