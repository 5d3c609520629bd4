/**
 * How many large bodies may be held in memory at once, by everyone together. Nobody has proven anything yet while
 * a body streams in, so without this ten strangers could make us hold ten times 25 MB.
 */
export interface BodyLanes {
  /** Resolves with the way to give the lane back once one is free; rejects when the signal aborts first. */
  enter(signal: AbortSignal): Promise<() => void>;
}

export function createBodyLanes(lanes: number): BodyLanes {
  let free = lanes;
  const waiting: (() => void)[] = [];

  const leaveOnce = () => {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    };
  };

  return {
    enter(signal) {
      if (free > 0) {
        free -= 1;
        return Promise.resolve(leaveOnce());
      }
      return new Promise((resolve, reject) => {
        const proceed = () => {
          signal.removeEventListener('abort', giveUp);
          resolve(leaveOnce());
        };
        const giveUp = () => {
          waiting.splice(waiting.indexOf(proceed), 1);
          reject(signal.reason);
        };
        waiting.push(proceed);
        signal.addEventListener('abort', giveUp, { once: true });
      });
    },
  };
}
