/**
 * Words for something stored by its code. A sentence kept by an early version is shown as it is, and a code that only a newer
 * version knows has no words.
 */
export function renderCode<Union extends { code: string }>(
  table: { readonly [Code in Union['code']]: (of: never) => string },
  stored: Union | string,
): string {
  if (typeof stored === 'string') return stored;
  if (!Object.hasOwn(table, stored.code)) return '';
  return table[stored.code as Union['code']](stored as never);
}
