/** What is kept of an action to tell it by. All of it is data of some version: every field may be missing or of another kind. */
export interface Told {
  label?: string | undefined;
  labelId?: number | null | undefined;
  color?: string | undefined;
  description?: string | undefined;
  login?: string | undefined;
  /** Null where the type was taken away. */
  type?: string | null | undefined;
  /** A title; null where the milestone was taken away. */
  milestone?: string | null | undefined;
  /** A type or a milestone's title, or the number of an issue. */
  previous?: string | number | null | undefined;
  closeReason?: string | undefined;
  /** The same, in rows of an early version. */
  reason?: string | undefined;
  duplicateOf?: number | undefined;
  commentId?: number | null | undefined;
  content?: string | undefined;
  of?: number | null | undefined;
  related?: boolean | undefined;
  /** Whether a comment stood there before; absent where an early version did not keep it. */
  edited?: boolean | undefined;
}

/** A piece of a sentence; names are foreign text and are escaped where they are drawn. */
export type Piece = string | { label: string | undefined } | { name: string } | { issue: number };

/** A write in words: `DispatchAI added bug`, `could not add bug`. */
export interface Words {
  /** The verb after "could not" or "will". */
  base(told: Told): string;
  past(told: Told): string;
  /** What follows the verb. */
  rest(told: Told): Piece[];
}

/** Words whose verb is the same whatever was written. */
export function phrase(base: string, past: string, rest: (told: Told) => Piece[]): Words {
  return { base: () => base, past: () => past, rest };
}

/** What a kept row says of an action; what is not of the kind expected is left out. */
export function readTold(detail: Readonly<Record<string, unknown>>): Told {
  const text = (key: string) => (typeof detail[key] === 'string' ? (detail[key] as string) : undefined);
  const count = (key: string) => (Number.isSafeInteger(detail[key]) ? (detail[key] as number) : undefined);
  const orNull = <T>(key: string, value: T) => (detail[key] === null ? null : value);
  const flag = (key: string) => (typeof detail[key] === 'boolean' ? (detail[key] as boolean) : undefined);
  return {
    ...{ label: text('label'), login: text('login'), reason: text('reason'), content: text('content') },
    closeReason: text('closeReason'),
    milestone: orNull('milestone', text('milestone')),
    ...{ type: orNull('type', text('type')), previous: orNull('previous', text('previous')) },
    ...{ duplicateOf: count('duplicateOf'), commentId: orNull('commentId', count('commentId')) },
    ...{ of: orNull('of', count('of')), edited: flag('edited') },
  };
}
