/** Why a write came to nothing for good. Codes are kept in the ledger and the timeline, and never renamed. */
export type WriteRefusal =
  | { code: WriteRefusalCode }
  /** In GitHub's own words: foreign text. */
  | { code: 'refused_by_github'; reason: string }
  /** So many rounds of unasked writes within an hour, or more. */
  | { code: 'too_many_rounds'; most: number }
  | { code: 'not_assignable'; login: string }
  | LinkRefusal;

type WriteRefusalCode =
  | 'label_gone'
  /** People made a label of the same name. */
  | 'label_of_people'
  | 'label_in_use'
  | 'comment_deleted'
  /** People took the label off meanwhile, or put it on. */
  | 'taken_off'
  | 'put_on'
  /** The repository's automation level leaves the label to people: GitHub shows it as a suggestion. */
  | 'held_by_automation'
  /** A person dismissed the label as a suggestion on GitHub. */
  | 'dismissed'
  /** Who asked for it lost the right before it was written. */
  | 'access_revoked';

/** Why an issue is not linked as a duplicate of another. */
export type LinkRefusal =
  | { code: 'own_duplicate' }
  | { code: 'unknown_issue'; number: number }
  /** `of` is a duplicate of the issue itself. */
  | { code: 'linked_back'; of: number }
  /** `of` is a duplicate of `canonical`, which is gone. */
  | { code: 'canonical_gone'; of: number; canonical: number }
  /** `canonical` was closed as a duplicate of nobody knows what. */
  | { code: 'canonical_duplicate'; canonical: number };

/** True for a stored reason of a label that waits on GitHub for a person's approval: nothing went wrong. */
export function isHeld(reason: unknown): boolean {
  return (
    typeof reason === 'object' && reason !== null && 'code' in reason && reason.code === 'held_by_automation'
  );
}
