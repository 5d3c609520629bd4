import { Postponed } from '../domain/postponed.ts';

/** GitHub asks us to wait. */
export class RateLimited extends Postponed {
  override readonly name = 'RateLimited';

  constructor(afterSeconds: number) {
    super(`GitHub asks to wait ${Math.ceil(afterSeconds)} s`, afterSeconds);
  }
}
