/**
 * Limits the number of large bodies in memory across all requests. A request isn't authenticated until its
 * body has been read, so without this limit ten strangers could occupy ten times 25 MB.
 */
export interface BodyLanes {
  /** Resolves to a function that releases the lane, once one is free; rejects if the signal aborts first. */
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
