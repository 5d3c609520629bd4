/** What a log line says of an error. */
export interface ErrorFields {
  type: string;
  message: string;
  /** Where it was thrown, one frame a line. */
  stack: string;
  /** A driver's or the operating system's code. */
  code?: string | number;
  /** GitHub's answer to a call. */
  status?: number;
  /** GitHub's id of that call, for its support. */
  requestId?: string;
  /** The delivery whose handler threw. */
  delivery?: string;
  /** What it was caused by, and the errors that it gathers. */
  causes?: ErrorFields[];
}

/** Characters. A longer message quotes what it is about. */
const mostMessage = 500;
const mostFrames = 30;
/** Gathered errors, and errors behind errors. */
const mostCauses = 5;
const mostDepth = 3;

/**
 * What a log may hold of an error: name, message, stack and ids. Libraries hang on their errors what they were working on
 * (Probot's the whole delivery, Octokit's the request and the response), and that holds what people wrote, with any
 * password or key in it.
 *
 * @param error whatever was thrown
 */
export function errorFields(error: unknown, depth = 0): ErrorFields {
  if (!(error instanceof Error)) return { type: typeof error, message: cut(String(error)), stack: '' };
  const { code, status, response, event } = error as Error & Record<string, unknown>;
  const headers = fieldOf(response, 'headers');
  const requestId = fieldOf(headers, 'x-github-request-id');
  const delivery = fieldOf(event, 'id');
  const causes = depth < mostDepth ? causesOf(error).map((cause) => errorFields(cause, depth + 1)) : [];
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

/** The fields of a line, in which an error under any name is reduced to `errorFields`. */
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
  if (error instanceof AggregateError) return error.errors.slice(0, mostCauses);
  return error.cause === undefined ? [] : [error.cause];
}

/** Without its first lines, which repeat the message. */
function framesOf({ stack = '' }: Error): string {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames
    .slice(0, mostFrames)
    .map((line) => line.trim().slice(0, 300))
    .join('\n');
}

/** An error's message, cut off where it quotes a long text. */
export function shortMessage(error: Error): string {
  return cut(error.message);
}

function cut(message: string): string {
  return message.length > mostMessage ? `${message.slice(0, mostMessage)}…` : message;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
