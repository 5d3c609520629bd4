/** Something that the person at the terminal can put right: shown as two sentences, without a stack. */
export class Problem extends Error {
  readonly remedy: string;

  constructor(whatHappened: string, whatToDo: string, options?: ErrorOptions) {
    super(whatHappened, options);
    this.remedy = whatToDo;
  }
}
