/**
 * True for an error of postgres.js 3.4.9 that is thrown outside of any promise: a session that ends in the middle of a
 * transaction makes it send ROLLBACK on a socket it has dropped. The transaction itself fails as it should and the next
 * one gets a new connection, so the process can live on.
 */
export function isLostSocket(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { message, stack } = error as Partial<Error>;
  return (
    message?.includes("of null (reading 'write')") === true &&
    /postgres[\\/](src|cjs[\\/]src)[\\/]connection\.js/.test(stack ?? '')
  );
}
