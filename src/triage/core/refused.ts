/** GitHub said no for good (locked, gone, not allowed, not valid): trying again would not help. The message says why. */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** True where the thing itself no longer exists. */
  readonly gone: boolean;

  constructor(message: string, { gone = false } = {}) {
    super(message);
    this.gone = gone;
  }
}
