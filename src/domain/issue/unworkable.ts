/**
 * The work can never be done, because what was given is malformed. The queue puts the job among the failures at once, with
 * the message as its reason, and does not try it again unless somebody asks.
 */
export class Unworkable extends Error {
  override readonly name = 'Unworkable';
}
