/**
 * The work cannot be done yet, and nothing is wrong with it: GitHub wants no calls for a while, or has to be asked again
 * later. The queue takes the job up again after that time, and no attempt is used up.
 */
export class Postponed extends Error {
  override readonly name: string = 'Postponed';
  /** Not before so many seconds. */
  readonly afterSeconds: number;

  constructor(message: string, afterSeconds: number) {
    super(message);
    this.afterSeconds = afterSeconds;
  }
}
