import { vocabulary } from './texts.ts';
import type { World } from './world.ts';

/** What must stand in the end when nothing was delivered before people had finished. */
export interface Expected {
  /** Null where the issue left. */
  labels: string[] | null;
  asks: boolean;
}

/**
 * The promises in plain words, without the App's code: from what people did in all, which labels there have to be. Read
 * from `docs/human-first.md`; asked before the App has written anything.
 */
export function expectedEnd(world: World): Expected {
  const { issue, history } = world;
  if (!issue) return { labels: null, asks: false };
  const kept = issue.labels.includes('no-triage') || issue.locked || issue.state === 'closed';
  const lacks = !/version:/i.test(issue.body);
  if (kept) return { labels: [...issue.labels].sort(), asks: false };

  const lastOfPeople = (name: string) =>
    history.findLast(({ label, by }) => label === name && by.kind === 'person');
  const tookAway = (name: string) => lastOfPeople(name)?.on === false;
  const choseByHand = (name: string) => {
    const move = lastOfPeople(name);
    return move?.on === true && move.by.login === 'mona';
  };
  const says = (word: string) => issue.body.toLowerCase().split(/\W+/).includes(word);
  const added: string[] = [];

  const categories: readonly string[] = vocabulary.categories;
  const category = categories.find(says);
  const settled = categories.some((name) => issue.labels.includes(name) || choseByHand(name));
  if (category && !settled && !tookAway(category)) added.push(category);

  const areas: readonly string[] = vocabulary.areas;
  if (!areas.some(choseByHand))
    for (const name of areas)
      if (says(name.slice('area/'.length)) && !issue.labels.includes(name) && !tookAway(name))
        added.push(name);

  if (lacks && !issue.labels.includes('needs-info') && !tookAway('needs-info')) added.push('needs-info');
  return { labels: [...issue.labels, ...added].sort(), asks: lacks };
}
