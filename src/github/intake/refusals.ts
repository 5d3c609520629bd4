export interface RefusalAnswer {
  status: 400 | 401 | 408 | 413 | 429 | 503;
  error: string;
  /** Seconds. */
  retryAfter?: number;
}

/** Every way in which intake says no. The words go to the sender and to the log. */
export const refusals = {
  unsigned: { status: 401, error: 'The body is not signed with the webhook secret.' },
  tooLarge: { status: 413, error: 'The body is larger than 25 MB.' },
  tooSlow: { status: 408, error: 'The body did not arrive in time.' },
  cutOff: { status: 400, error: 'The body ended early.' },
  tooMany: { status: 429, error: 'Too many refused requests from this address.', retryAfter: 60 },
  noEvent: { status: 400, error: 'The header X-GitHub-Event is missing or not an event name.' },
  noDelivery: { status: 400, error: 'The header X-GitHub-Delivery is missing or not an id.' },
  notJson: {
    status: 400,
    error: 'The body is not a JSON object. Set the content type of the webhook to application/json.',
  },
  misfit: { status: 400, error: 'The payload is not one of the event that X-GitHub-Event names.' },
  notStored: { status: 503, error: 'The delivery could not be stored. Send it again.', retryAfter: 30 },
} as const satisfies Record<string, RefusalAnswer>;

export type Refusal = keyof typeof refusals;
