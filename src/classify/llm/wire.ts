import type { JsonSchema } from '../../domain/prompt/schema.ts';
import type { HostedFault } from '../../domain/settings/hosted-state.ts';
import type { Refusal } from './learned-forms.ts';
import type { Usage } from './prices/usage.ts';

/** One question, whatever the provider. */
export interface Question {
  model: string;
  system: string;
  user: string;
  schema: JsonSchema;
  maxAnswerTokens: number;
  /** Tokens of `system` and `schema` where other questions begin with the same ones; 0 where none does, and a cache would be filled in vain. */
  stableTokens: number;
}

/** What came back. `refused` is the model's no, `unusable` an answer that broke off or holds no text. */
export interface Reply {
  kind: 'answer' | 'refused' | 'unusable';
  /** The answer; otherwise why there is none, in our words. */
  text: string;
  /** Null where the server does not tell. */
  usage: Usage | null;
  /** The answer broke off because the model thinks: the same question has more room when it is asked again. */
  moreRoom?: true;
}

/** A call that brought nothing back. */
export class CallFailed extends Error {
  /** HTTP status; null where no response came. */
  readonly status: number | null;
  /** The same call may work later. */
  readonly passing: boolean;
  /** Milliseconds that the server asks us to wait; null where it does not say. */
  readonly retryAfterMs: number | null;
  /** The provider may have done the work, and bill it. */
  readonly maybeBilled: boolean;
  /** What only a person can mend; null where it may pass, or where it is something else. */
  readonly fault: HostedFault | null;
  constructor(
    message: string,
    given: {
      status: number | null;
      passing: boolean;
      retryAfterMs?: number | null;
      maybeBilled?: boolean;
      fault?: HostedFault | null;
    },
  ) {
    super(message);
    this.name = 'CallFailed';
    this.status = given.status;
    this.passing = given.passing;
    this.retryAfterMs = given.retryAfterMs ?? null;
    this.maybeBilled = given.maybeBilled ?? false;
    this.fault = given.fault ?? null;
  }
}

/** A provider's way to ask. */
export interface Wire {
  readonly source: 'openai' | 'anthropic';
  /** Asks once, and again only without a parameter that the server refused. @throws CallFailed */
  ask(question: Question, signal: AbortSignal): Promise<Reply>;
  /** The most answer tokens that one call may be billed for: those of the answer, and room for thinking where a model thinks. */
  billable(model: string, maxAnswerTokens: number): number;
  /** What servers would not take since the start, by model. */
  refusals(): Refusal[];
  /** The day (UTC, `2027-01-14`) on which the provider shuts a model down; null where it announces none. @throws CallFailed */
  endsOn(model: string): Promise<string | null>;
}

/** What a provider's other ways to answer share with its wire: the client, and how questions and answers look there. */
export interface Dialect<Client, Request, Answer> {
  /** A client with another time limit for one call, in milliseconds, and for answers of so many bytes. */
  open(timeoutMs: number, maxBytes: number): Client;
  /** In the form that the model is known to take. */
  toRequest(question: Question): Request;
  readReply(answer: Answer | null): Reply;
  /** @throws CallFailed always */
  fail(error: unknown): never;
}

/** Room for what a model thinks before it answers, where that can't be switched off. */
export const thinkingTokens = 3_000;

/** Vectors of some texts, in the same order, as a server gave them. */
export interface Embedded {
  vectors: number[][];
  /** Null where the server does not tell. */
  usage: Usage | null;
}

/** A provider's way to turn texts into vectors. */
export interface EmbeddingWire {
  readonly source: 'openai';
  /** Asks once for vectors of so many numbers, or fewer where the model has fewer. @throws CallFailed */
  embed(request: { model: string; texts: string[]; width: number }, signal: AbortSignal): Promise<Embedded>;
}

/** How a provider is reached. */
export interface WireOptions {
  apiKey: string;
  /** Null: the provider's own address. */
  baseUrl: string | null;
  /** Whether the provider itself answers there, so that a model's name says what it takes; without this, only at its own address. */
  isProvider?: boolean;
  /** Milliseconds for one attempt, body included. */
  timeoutMs: number;
  /** Told once for each parameter that a model refuses. */
  onRefused?: (refusal: Refusal) => void;
}
