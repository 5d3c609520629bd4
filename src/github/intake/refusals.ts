export interface RefusalAnswer {
  status: 400 | 401 | 408 | 413 | 429 | 503;
  error: string;
  /** Seconds. */
  retryAfter?: number;
}

/** Every reason for which intake rejects a request. The text is sent to the client and logged. */
export const refusals = {
  unsigned: { status: 401, error: 'The body is not signed with the webhook secret.' },
  tooLarge: { status: 413, error: 'The body is larger than 25 MB.' },
  tooSlow: { status: 408, error: 'The body didn’t arrive in time.' },
  cutOff: { status: 400, error: 'The body ended early.' },
  tooMany: { status: 429, error: 'Too many rejected requests from this address.', retryAfter: 60 },
  noEvent: { status: 400, error: 'The X-GitHub-Event header is missing or invalid.' },
  noDelivery: { status: 400, error: 'The X-GitHub-Delivery header is missing or invalid.' },
  notJson: {
    status: 400,
    error: 'The body is not a JSON object. Set the content type of the webhook to application/json.',
  },
  misfit: { status: 400, error: 'The payload doesn’t match the event in X-GitHub-Event.' },
  notStored: { status: 503, error: 'The delivery couldn’t be stored. Send it again.', retryAfter: 30 },
} as const satisfies Record<string, RefusalAnswer>;

export type Refusal = keyof typeof refusals;
