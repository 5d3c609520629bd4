/** Kinds of events after which what a person was shown of an issue's decision may no longer stand. */
export const changingKinds = ['decided', 'corrected', 'undone', 'labeled', 'unlabeled'];
