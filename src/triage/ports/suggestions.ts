/** A label that an agent proposed on an issue, on GitHub itself. */
export interface LabelSuggestion {
  id: number;
  /** The label's name and id; null where GitHub does not say. */
  label: string | null;
  labelId: number | null;
  state: 'pending' | 'applied' | 'approved' | 'dismissed' | 'replaced' | 'invalidated';
}
