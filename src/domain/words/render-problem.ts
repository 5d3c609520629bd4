import type { CommandProblem } from '../commands/command-problem.ts';
import type { WriteRefusal } from '../issue/write-refusal.ts';
import { neutralize } from '../text/neutralize.ts';
import { catalogs, type Language } from './catalogs.ts';
import { renderCode } from './render-code.ts';

const longestName = 80;
const longestReason = 150;

/** Why a command was not run, as one sentence of Markdown in which nothing foreign is live. */
export function renderProblem(problem: CommandProblem | string, language: Language = 'en'): string {
  return renderCode(catalogs[language].problem, typeof problem === 'string' ? problem : inert(problem));
}

/** The problem with every foreign text neutralized. */
function inert(problem: CommandProblem): CommandProblem {
  if (problem.code === 'not_undone') {
    const { obstacle } = problem;
    if (obstacle.code === 'prevented')
      return { ...problem, obstacle: { ...obstacle, by: inert(obstacle.by) as WriteRefusal } };
    if (obstacle.code !== 'refused') return problem;
    return { ...problem, obstacle: { ...obstacle, reason: neutralize(obstacle.reason, longestReason) } };
  }
  const texts = Object.entries(problem).map(([key, value]: [string, unknown]) => {
    if (key === 'code' || key === 'dimension') return [key, value];
    if (Array.isArray(value)) return [key, value.map((each) => neutralize(String(each)))];
    return [
      key,
      typeof value === 'string' ? neutralize(value, key === 'reason' ? longestReason : longestName) : value,
    ];
  });
  return Object.fromEntries(texts) as CommandProblem;
}
