/** The logged fields of an error. */
export interface ErrorFields {
  type: string;
  message: string;
  /** The stack trace, one frame per line. */
  stack: string;
  /** A driver's or the operating system's code. */
  code?: string | number;
  /** HTTP status of GitHub's response. */
  status?: number;
  /** GitHub's request id, for GitHub Support. */
  requestId?: string;
  /** The delivery whose handler threw. */
  delivery?: string;
  /** Its cause, and the errors of an AggregateError. */
  causes?: ErrorFields[];
}

/** Maximum length of a message. Longer ones quote user content. */
const maxMessage = 500;
const maxFrames = 30;
/** Maximum number of aggregated errors and depth of causes. */
const maxCauses = 5;
const maxDepth = 3;

/**
 * Extracts what may be logged of an error: name, message, stack and ids. Libraries attach the objects they
 * were working on (Probot the whole delivery, Octokit the request and response), which contain what people
 * wrote, including any password or key.
 *
 * @param error the thrown value
 */
export function errorFields(error: unknown, depth = 0): ErrorFields {
  if (!(error instanceof Error)) return { type: typeof error, message: cut(String(error)), stack: '' };
  const { code, status, response, event } = error as Error & Record<string, unknown>;
  const headers = fieldOf(response, 'headers');
  const requestId = fieldOf(headers, 'x-github-request-id');
  const delivery = fieldOf(event, 'id');
  const causes = depth < maxDepth ? causesOf(error).map((cause) => errorFields(cause, depth + 1)) : [];
  return {
    type: error.name,
    message: shortMessage(error),
    stack: framesOf(error),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    ...(typeof requestId === 'string' ? { requestId: requestId.slice(0, 100) } : {}),
    ...(typeof delivery === 'string' ? { delivery: delivery.slice(0, 100) } : {}),
    ...(causes.length > 0 ? { causes } : {}),
  };
}

/** Returns the fields of a log line with every error reduced to `errorFields`. */
export function withoutErrorBaggage(fields: Record<string, unknown>): Record<string, unknown> {
  if (!Object.values(fields).some((value) => value instanceof Error)) return fields;
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? errorFields(value) : value,
    ]),
  );
}

function causesOf(error: Error): unknown[] {
  if (error instanceof AggregateError) return error.errors.slice(0, maxCauses);
  return error.cause === undefined ? [] : [error.cause];
}

/** Returns the stack without its first lines, which repeat the message. */
function framesOf({ stack = '' }: Error): string {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames
    .slice(0, maxFrames)
    .map((line) => line.trim().slice(0, 300))
    .join('\n');
}

/** Returns an error's message, truncated in case it quotes a long text. */
export function shortMessage(error: Error): string {
  return cut(error.message);
}

function cut(message: string): string {
  return message.length > maxMessage ? `${message.slice(0, maxMessage)}…` : message;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
