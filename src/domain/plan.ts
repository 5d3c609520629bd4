/** A write on GitHub that a triage, a command or an undo wants. Its key in the ledger is (repository, number, kind, target, cause). */
export type Action =
  | { kind: 'label.add'; label: string; labelId: number; why: string }
  | { kind: 'label.remove'; label: string; labelId: number; why: string }
  /** The one living comment of the issue: created once, edited ever after. */
  | { kind: 'comment.upsert'; body: string; why: string };
