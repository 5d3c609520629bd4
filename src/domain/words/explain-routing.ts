import type { RoutingReason } from '../issue/routing-reason.ts';
import type { ByCode } from './catalog.ts';
import { renderCode } from './render-code.ts';

const words: ByCode<RoutingReason> = {
  team_labels: ({ team, labels }) => `${team} looks after ${labels.join(', ')}`,
  owner: ({ login, of }) => `CODEOWNERS names @${login} for ${of}`,
  closed_similar: ({ login, number }) => `@${login} closed #${number}, which is similar`,
  least_load: ({ login, team }) => `@${login} has the fewest open issues of ${team}`,
};

/** What speaks for a person or a team, as an English clause; early versions kept the clause itself. */
export const explainRouting = (kept: RoutingReason | string): string =>
  renderCode<RoutingReason>(words, kept);
