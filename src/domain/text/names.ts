/**
 * Names as GitHub allows them. Every place that is given one (a command, the settings file, CODEOWNERS, the API, a form)
 * reads it by these rules, so that none of them refuses what GitHub accepts.
 */

/** Characters of a label's name, at most. An emoji made of several code points counts each of them. */
export const longestLabelName = 50;

/** Control characters, line and paragraph separators, halves of a surrogate pair. Joiners and tags stay: emoji hold them. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/** True for what can be the name of a label: any printable text of at most 50 characters. */
export function isLabelName(text: string): boolean {
  return text.trim() !== '' && [...text].length <= longestLabelName && !unprintable.test(text);
}

/** True for what can be the title of a milestone: any printable text of at most 255 characters. */
export function isMilestoneTitle(text: string): boolean {
  return text.trim() !== '' && [...text].length <= 255 && !unprintable.test(text);
}

/**
 * The login of a person, an organization or an app's bot, with or without `@`: letters, digits and hyphens. The logins of
 * enterprise managed users have a `_` before the short code of their enterprise.
 */
export const loginPattern = /^@?[A-Za-z0-9][A-Za-z0-9_-]{0,38}(?:\[bot\])?$/;

/** The login in `octocat` or `@octocat`, without `@`; null for what can be none. */
export function parseLogin(text: string): string | null {
  return loginPattern.test(text) ? text.replace('@', '') : null;
}

/** The owner in a word of CODEOWNERS, `@octocat` or `@octo-org/team`, without `@`; null for e-mail addresses and the rest. */
export function parseOwner(word: string): string | null {
  const [, account = '', team] = /^(@[^/]+)(?:\/([\w.-]+))?$/.exec(word) ?? [];
  const login = parseLogin(account);
  return login === null || team === undefined ? login : `${login}/${team}`;
}

/** `owner/name` of a repository in its two parts; null for what can be none. */
export function parseRepositoryName(text: string): { owner: string; name: string } | null {
  const [, owner = '', name = ''] = /^([^@/\s]+)\/([\w.-]{1,100})$/.exec(text) ?? [];
  return parseLogin(owner) === null ? null : { owner, name };
}
