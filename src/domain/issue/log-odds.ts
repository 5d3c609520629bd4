/** The log-odds of a probability strictly between 0 and 1, in nats. */
export const logit = (p: number): number => Math.log(p / (1 - p));

/** The probability that has these log-odds: the inverse of `logit`. */
export const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
