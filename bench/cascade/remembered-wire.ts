import type { Reply, Wire } from '../../src/classify/llm/wire.ts';

/** A wire that asks about each issue once and gives the same reply, with its usage, ever after: nobody pays twice for a bench. */
export function rememberAnswers(wire: Wire): Wire & { next: (issue: number) => void } {
  const replies = new Map<number, Reply>();
  let issue = -1;
  return {
    ...wire,
    next(given) {
      issue = given;
    },
    async ask(question, signal) {
      const reply = replies.get(issue) ?? (await wire.ask(question, signal));
      replies.set(issue, reply);
      return reply;
    },
  };
}
