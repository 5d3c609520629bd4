import { commands, usage } from '../commands/table.ts';
import type { Catalog } from './catalog.ts';

/** The table of commands as Markdown, for the answer to `/help` and for docs/commands.md. */
export function commandHelp({ helpColumns, does, who }: Catalog): string {
  const rows = commands.map((each) => `| \`${usage(each)}\` | ${does[each.name]} | ${who[each.who]} |`);
  const { command, does: effect, who: whom } = helpColumns;
  return [`| ${command} | ${effect} | ${whom} |`, '|---|---|---|', ...rows].join('\n');
}
