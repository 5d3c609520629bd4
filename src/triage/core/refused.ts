import type { WriteRefusal } from '../../domain/issue/write-refusal.ts';

/** More of GitHub's own words is not kept. */
const longestReason = 500;

/** GitHub, or what stands there, says no for good. A text is GitHub's own reason. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: WriteRefusal;
  /** True where the thing itself no longer exists. */
  readonly gone: boolean;

  constructor(refusal: WriteRefusal | string, { gone = false } = {}) {
    const known: WriteRefusal =
      typeof refusal === 'string'
        ? { code: 'refused_by_github', reason: refusal.slice(0, longestReason).toWellFormed() }
        : refusal;
    super(typeof refusal === 'string' ? refusal : JSON.stringify(refusal));
    this.refusal = known;
    this.gone = gone;
  }
}
