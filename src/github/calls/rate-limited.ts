import { Postponed } from '../../domain/issue/postponed.ts';

/** GitHub asks us to wait. */
export class RateLimited extends Postponed {
  override readonly name = 'RateLimited';

  constructor(afterSeconds: number) {
    super(`GitHub asks to wait ${Math.ceil(afterSeconds)} s`, afterSeconds);
  }
}
