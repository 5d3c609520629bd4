import { expect, it } from 'vitest';
import { isLostSocket } from '../../src/store/lost-socket.ts';

/** As postgres.js throws it when a session ended in the middle of a transaction. */
function lostSocket(stack: string): Error {
  const error = new TypeError("Cannot read properties of null (reading 'write')");
  error.stack = `${error.message}\n    at Immediate.nextWrite (${stack}:255:22)`;
  return error;
}

it.each([
  ['the library lost its socket', lostSocket('/app/node_modules/postgres/src/connection.js'), true],
  ['the same words from elsewhere', lostSocket('/app/dist/src/ops/logger.js'), false],
  ['another error of the library', new TypeError('x is not a function'), false],
  ['no error at all', null, false],
])('%s: %#', (_, error, lost) => {
  expect(isLostSocket(error)).toBe(lost);
});
