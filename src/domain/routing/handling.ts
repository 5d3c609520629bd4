/** What people made of an issue, as far as it shows whose it was. Logins as GitHub writes them. */
export interface Handling {
  author: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** Who is assigned. */
  assigned: readonly string[];
  /** Who the App assigned, whether or not they still are. */
  assignedByUs?: readonly string[];
  /** The person who closed it last; null while it is open, or where that was a bot. */
  closed: { by: string; at: string } | null;
}

/** Whose an issue turned out to be. Logins in lower case. */
export interface Handled {
  /** Assigned by people, or left assigned until it was closed, or the one who closed it. */
  by: ReadonlySet<string>;
  /** Assigned by the App, and taken off by people. */
  released: ReadonlySet<string>;
}

/**
 * Whose an issue turned out to be. The App's own assignment proves nothing until the issue is closed with it, as a label of
 * its own counts once it is left until then. Authors who close their own issue mostly withdraw it.
 */
export function handledBy({ author, assigned, assignedByUs = [], closed }: Handling): Handled {
  const lower = (logins: readonly string[]) => logins.map((login) => login.toLowerCase());
  const now = new Set(lower(assigned));
  const ours = lower(assignedByUs);
  const by = new Set([...now].filter((login) => closed !== null || !ours.includes(login)));
  if (closed && closed.by.toLowerCase() !== author.toLowerCase()) by.add(closed.by.toLowerCase());
  return { by, released: new Set(ours.filter((login) => !now.has(login))) };
}

/** Whether a suggested person was right; null where nobody has shown whose the issue is. */
export function judgePerson({ by, released }: Handled, login: string): boolean | null {
  const key = login.toLowerCase();
  if (by.has(key)) return true;
  return released.has(key) || by.size > 0 ? false : null;
}

/** What of a suggested team can be seen on an issue. */
export interface TeamSigns {
  /** Its people by the settings; empty where only GitHub knows them. */
  members: readonly string[];
  label: string | null;
}

/**
 * Whether a suggested team was right: one of its people has the issue, or people left its label on it. Null where neither its people
 * nor its label could tell.
 */
export function judgeTeam(
  handled: Handled,
  { members, label }: TeamSigns,
  labels: readonly string[],
): boolean | null {
  if (label !== null && labels.some((each) => each.toLowerCase() === label.toLowerCase())) return true;
  if (members.length === 0 || handled.by.size === 0) return null;
  return members.some((login) => handled.by.has(login.toLowerCase()));
}
