import { createHmac, timingSafeEqual } from 'node:crypto';

export type OpenTimes = ReturnType<typeof createOpenTimes>;

/** A card that was open for longer was not being read: such a time says nothing. Milliseconds. */
const longest = 60 * 60 * 1000;

/**
 * When a card was drawn, as a signed word for its form, so that the time until the answer can be told without the
 * browser's clock and nobody can make it up.
 */
export function createOpenTimes(secret: string, now: () => Date) {
  const sign = (repositoryId: number, at: string) =>
    createHmac('sha256', secret).update(`card opened ${repositoryId} ${at}`).digest('base64url').slice(0, 22);
  return {
    mark(repositoryId: number): string {
      const at = now().getTime().toString(36);
      return `${at}.${sign(repositoryId, at)}`;
    },
    /** Milliseconds since the latest of the marks; null where none is ours, or it is too long ago. */
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
