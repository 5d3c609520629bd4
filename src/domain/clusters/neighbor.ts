/** An issue that resembles another one. */
export interface Neighbor {
  number: number;
  /** How alike the words are, 0 to 1. */
  weight: number;
}
