import type { GitHub } from '../../src/triage/ports/core.ts';
import { createMemoryGitHub } from '../support/memory-github.ts';
import type { World } from './world.ts';

/** How many of the next calls fail, before or after they took effect. */
export interface Weather {
  failing: ('before' | 'after')[];
}

/** The port `GitHub` over a world, with failures when the weather is bad. */
export function createWorldGitHub(world: World, weather: Weather, settingsFile: () => string): GitHub {
  const weathered = <A extends unknown[], R>(call: (...args: A) => R) => {
    return async (...args: A): Promise<R> => {
      const fault = weather.failing.shift();
      if (fault === 'before') throw new Error('the network failed before');
      const answer = call(...args);
      if (fault === 'after') throw new Error('the network failed after');
      return answer;
    };
  };
  return {
    ...createMemoryGitHub().github,
    getIssue: async () => structuredClone(world.issue),
    listLabels: async () => structuredClone(world.labels),
    getLabel: async (_repo, name) =>
      structuredClone(world.labels).find((label) => label.name.toLowerCase() === name.toLowerCase()) ?? null,
    labelHistory: async () => structuredClone(world.history),
    getRepository: async (repo) => repo,
    getFile: async (_place, path) =>
      path === '.github/dispatch.yml' ? { text: settingsFile(), sha: settingsFile() } : null,
    listSuggestions: async () => null,
    addLabels: weathered((_repo, _number, asked) => {
      const names = asked.map((label) => (typeof label === 'string' ? label : label.name));
      world.addByUs(names);
      return structuredClone(world.labels).filter(({ name }) => names.includes(name));
    }),
    removeLabel: weathered((_repo, _number, name) => world.removeByUs(name)),
    findComment: async () => world.comments[0] ?? null,
    createComment: weathered((_repo, _number, body) => ({ id: world.commentByUs(body) })),
    updateComment: weathered((_repo, id, body) => {
      world.editByUs(id, body);
      return true;
    }),
  };
}
