import { createHmac, timingSafeEqual } from 'node:crypto';

export type OpenTimes = ReturnType<typeof createOpenTimes>;

/** Longer times, in milliseconds, are discarded, because nobody was looking at the card. */
const longest = 60 * 60 * 1000;

/**
 * Signs the time at which a card was rendered and puts it into the form, so that the time to answer can be
 * measured without the browser's clock and can't be forged.
 */
export function createOpenTimes(secret: string, now: () => Date) {
  const sign = (repositoryId: number, at: string) =>
    createHmac('sha256', secret).update(`card opened ${repositoryId} ${at}`).digest('base64url').slice(0, 22);
  return {
    mark(repositoryId: number): string {
      const at = now().getTime().toString(36);
      return `${at}.${sign(repositoryId, at)}`;
    },
    /** Milliseconds since the latest mark; null if none is valid or recent enough. */
    since(repositoryId: number, marks: readonly string[]): number | null {
      const opened = marks.flatMap((mark) => {
        const [at = '', signature = ''] = mark.split('.');
        const expected = Buffer.from(sign(repositoryId, at));
        const given = Buffer.from(signature);
        const ours = expected.length === given.length && timingSafeEqual(expected, given);
        return ours ? [Number.parseInt(at, 36)] : [];
      });
      if (opened.length === 0) return null;
      const ms = now().getTime() - Math.max(...opened);
      return ms >= 0 && ms <= longest ? ms : null;
    },
  };
}
