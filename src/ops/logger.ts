import { AsyncLocalStorage } from 'node:async_hooks';
import pino, { type DestinationStream, type Logger } from 'pino';
import { errorFields, shortMessage, withoutErrorBaggage } from './error-fields.ts';
import { createRedactor } from './secrets.ts';

export type { Logger } from 'pino';

const context = new AsyncLocalStorage<Record<string, unknown>>();

/**
 * Runs `work` so that every line logged inside it, however deep, carries these fields; used with `{ delivery }`.
 * Nested calls add to the outer fields.
 */
export function withLogFields<T>(fields: Record<string, unknown>, work: () => T): T {
  return context.run({ ...context.getStore(), ...fields }, work);
}

/**
 * JSON lines, one an event, times in ISO 8601. Secrets are taken out of the finished line, wherever they stand in it. Of an
 * error only `errorFields` are logged, whoever logs it and under whatever name.
 */
export function createLogger(options: {
  level: string;
  /** Values that must never be printed. */
  secrets?: readonly string[];
  /** Written to besides the standard output. */
  file?: string | null;
  /** Instead of the standard output. */
  destination?: DestinationStream;
}): Logger {
  const redact = createRedactor(options.secrets ?? []);
  const settings: pino.LoggerOptions = {
    level: options.level,
    base: { name: 'dispatch' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: withoutErrorBaggage },
    // The formatter comes first; without a serializer of our own pino would bring in its standard one.
    serializers: { err: asIs },
    mixin: () => ({ ...context.getStore() }),
    // The fields of the line win over those of its surroundings.
    mixinMergeStrategy: (line, surroundings) => ({ ...surroundings, ...line }),
    hooks: { streamWrite: redact, logMethod: withShortMessage },
  };
  const output = options.destination ?? pino.destination(1);
  if (!options.file) return pino(settings, output);
  const file = pino.destination({ dest: options.file, mkdir: true, sync: true });
  // Each stream would take lines from `info` on only, whatever the logger's own level.
  return pino(settings, pino.multistream([output, file].map((stream) => ({ stream, level: 'trace' }))));
}

function asIs(fields: unknown): unknown {
  return fields instanceof Error ? errorFields(fields) : fields;
}

/** An error that is logged by itself lends the line its message. */
function withShortMessage(this: Logger, args: Parameters<pino.LogFn>, method: pino.LogFn): void {
  const [first, ...rest] = args as [unknown, ...unknown[]];
  if (first instanceof Error && rest.length === 0) method.call(this, { err: first }, shortMessage(first));
  else method.apply(this, args);
}
