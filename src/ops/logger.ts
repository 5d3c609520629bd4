import { AsyncLocalStorage } from 'node:async_hooks';
import pino, { type DestinationStream, type Logger } from 'pino';
import { errorFields, shortMessage, withoutErrorBaggage } from './error-fields.ts';
import { createRedactor } from './secrets.ts';

export type { Logger } from 'pino';

const context = new AsyncLocalStorage<Record<string, unknown>>();

/**
 * Runs `work` with fields, such as `{ delivery }`, that are added to every line logged inside it, however
 * deep. Nested calls add to the outer fields.
 */
export function withLogFields<T>(fields: Record<string, unknown>, work: () => T): T {
  return context.run({ ...context.getStore(), ...fields }, work);
}

/**
 * Creates a logger that writes JSON lines with ISO 8601 times. Secrets are removed from the finished line,
 * wherever they occur. Errors are reduced to `errorFields`, whatever field they are in.
 */
export function createLogger(options: {
  level: string;
  /** Values that must never be logged. */
  secrets?: readonly string[];
  /** A log file in addition to standard output. */
  file?: string | null;
  /** Replaces standard output. */
  destination?: DestinationStream;
}): Logger {
  const redact = createRedactor(options.secrets ?? []);
  const settings: pino.LoggerOptions = {
    level: options.level,
    base: { name: 'dispatch' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: withoutErrorBaggage },
    // The formatter runs first. Without our own serializer, pino would add its default one.
    serializers: { err: asIs },
    mixin: () => ({ ...context.getStore() }),
    // A line's own fields take precedence over the context.
    mixinMergeStrategy: (line, surroundings) => ({ ...surroundings, ...line }),
    hooks: { streamWrite: redact, logMethod: withShortMessage },
  };
  const output = options.destination ?? pino.destination(1);
  if (!options.file) return pino(settings, output);
  const file = pino.destination({ dest: options.file, mkdir: true, sync: true });
  // By default each stream only accepts lines from `info` up, whatever the logger's level.
  return pino(settings, pino.multistream([output, file].map((stream) => ({ stream, level: 'trace' }))));
}

function asIs(fields: unknown): unknown {
  return fields instanceof Error ? errorFields(fields) : fields;
}

/** Uses the error's message for a line that has none. */
function withShortMessage(this: Logger, args: Parameters<pino.LogFn>, method: pino.LogFn): void {
  const [first, ...rest] = args as [unknown, ...unknown[]];
  if (first instanceof Error && rest.length === 0) method.call(this, { err: first }, shortMessage(first));
  else method.apply(this, args);
}
