import { readConfig } from '../src/app/config/config.ts';
import { loadEnvironment } from '../src/app/config/environment.ts';
import type { HostedConfig } from '../src/app/config/model-config.ts';
import { createAnthropicWire } from '../src/classify/llm/anthropic.ts';
import { billedSources } from '../src/classify/llm/billed-sources.ts';
import { createOpenAiWire } from '../src/classify/llm/openai.ts';
import { preparePrompt } from '../src/classify/llm/prepare-prompt.ts';
import { costOf, createPriceList, listedEnd } from '../src/classify/llm/prices/prices.ts';
import { createProvider } from '../src/classify/llm/provider.ts';
import { parseAnswer } from '../src/domain/prompt/parse-answer.ts';
import { commandLine } from './command-line.ts';

commandLine(
  'check-model',
  'Asks each hosted model of the environment one question about a made-up issue and says in words what works. It costs less than a cent.',
).parse();

const issue = {
  title: 'Crash on start since 2.1',
  body: 'The window closes at once.\n\nTypeError: cannot read properties of undefined (reading "getTime")\n\nIt worked in 2.0.',
};

/** One question to one provider; true where its answer can be used. */
async function check(source: 'openai' | 'anthropic', given: HostedConfig): Promise<boolean> {
  const { model, baseUrl } = given;
  console.log(`\n${source}: ${model} at ${baseUrl ?? "the provider's own address"}`);
  const options = { ...given, timeoutMs: models.timeoutMs };
  const wire = source === 'openai' ? createOpenAiWire(options) : createAnthropicWire(options);
  const provider = createProvider(wire);
  const { menu, ...prompt } = await preparePrompt({ ...issue, meanings: [], examples: [] }, model);
  const ask = () => provider.ask({ model, ...prompt, maxAnswerTokens: 700 });
  const started = performance.now();
  let asked = await ask();
  if (asked.moreRoom) {
    console.log(
      '  It thinks before it answers: it was asked again with room for that, as it will be from now on.',
    );
    asked = await ask();
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  for (const { parameter } of wire.refusals())
    console.log(`  It refuses ${parameter} and was asked without it, or with something in its place.`);
  if (asked.kind !== 'answer') {
    console.log(`  No answer: ${asked.text}.`);
    return false;
  }
  const parsed = parseAnswer(asked.text, menu);
  if (parsed.ok) {
    const chosen = parsed.choices.category?.[0];
    console.log(
      `  It answers in ${seconds} s and in the agreed form${chosen ? `: ${chosen.value}, ${Math.round(chosen.confidence * 100)}%` : ''}.`,
    );
  } else console.log(`  It answers in ${seconds} s, but ${parsed.reason}.`);
  tellMoney(source, model, asked.usage);
  const endsOn = (await wire.endsOn(model).catch(() => null)) ?? listedEnd(model);
  if (endsOn) console.log(`  The provider shuts it down on ${endsOn}. Choose another model before then.`);
  return parsed.ok;
}

function tellMoney(source: string, model: string, usage: Parameters<typeof costOf>[0] | null): void {
  if (!usage)
    console.log('  It does not say how many tokens it used: each call counts as the most it could cost.');
  else {
    const { promptTokens, cachedTokens, cacheWriteTokens, completionTokens } = usage;
    const cache = `${cachedTokens} read from the cache, ${cacheWriteTokens} written to it`;
    console.log(`  It used ${promptTokens} prompt tokens (${cache}) and ${completionTokens} answer tokens.`);
  }
  const price = createPriceList(models.prices)(model);
  if (price && usage) console.log(`  That is $${(costOf(usage, price) / 1e6).toFixed(6)} by the price list.`);
  if (!price)
    console.log(
      billed.has(source)
        ? '  Its price is not known, so each call counts as one of the most expensive model. Set LLM_PRICES, or LLM_FREE=true for a server of your own.'
        : '  Its price is not known; at this address it counts as free.',
    );
}

const { models } = readConfig(loadEnvironment());
const sources = (['openai', 'anthropic'] as const).filter((source) => models[source] !== null);
const billed: ReadonlySet<string> = billedSources(
  Object.fromEntries(sources.map((source) => [source, models[source]?.baseUrl ?? null])),
  models.free,
);
if (sources.length === 0)
  console.log('No hosted model is configured: set OPENAI_API_KEY, OPENAI_BASE_URL or ANTHROPIC_API_KEY.');
let works = sources.length > 0;
for (const source of sources) {
  const given = models[source];
  if (given) works = (await check(source, given)) && works;
}
process.exitCode = works ? 0 : 1;
