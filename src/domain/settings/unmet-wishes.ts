import { matchesAny } from '../text/glob.ts';
import { mayLeave } from './may-leave.ts';
import type { Settings } from './settings.ts';

/** Where settings hold: whether the repository is private, and the providers that this App has a key for. */
export interface SettingsPlace {
  private: boolean;
  hosted: readonly string[];
  /** What the operator allows; without it everything. */
  limits?: OperatorLimits;
}

/** What settings may ask of the operator's purse. */
export interface OperatorLimits {
  /** Dollars a day for one installation. */
  mostDailyUsd: number;
  /** Models that settings may name: names, or patterns with `*`. */
  allowedModels: readonly string[];
  /** The App's own choice of model by provider; it may always be named. */
  ownModels: Readonly<Record<string, string>>;
}

/** What good settings ask for and cannot have here, each in a sentence that says what happens instead; none where all holds. */
export function unavailableSettings(settings: Settings, place: SettingsPlace): string[] {
  const { model, similar } = settings;
  const asked = model.llm !== 'never' && model.provider !== 'local' ? model.provider : null;
  const reasonAgainst = (provider: string): string | null => {
    if (!place.hosted.includes(provider)) return `this App has no key for ${provider}`;
    if (!mayLeave(place, settings))
      return 'the text of this private repository may not leave: model.private_repositories is false';
    return null;
  };
  const wishes = [
    { setting: 'model.provider', provider: asked, instead: 'the local model decides alone' },
    {
      setting: 'similar.embedding',
      provider: similar.embedding === 'local' ? null : similar.embedding,
      instead: 'vectors are made by the local model',
    },
  ];
  const unmet = wishes.flatMap(({ setting, provider, instead }) => {
    const reason = provider === null ? null : reasonAgainst(provider);
    return reason === null ? [] : [`${setting} is ${provider}, but ${reason}. Until then ${instead}.`];
  });
  return [...unmet, ...overLimits(settings, place)];
}

/** What is asked of a provider that is had, and is more than the operator allows. */
function overLimits({ model, budget }: Settings, { hosted, limits }: SettingsPlace): string[] {
  if (!limits || model.llm === 'never' || !hosted.includes(model.provider)) return [];
  const own = limits.ownModels[model.provider] ?? '';
  const over: string[] = [];
  if (model.name !== undefined && model.name !== own && !matchesAny(limits.allowedModels, model.name))
    over.push(`model.name is ${model.name}, which this App does not allow. ${own} is asked instead.`);
  if (budget.daily_usd > limits.mostDailyUsd)
    over.push(
      `budget.daily_usd is ${budget.daily_usd}, but this App allows an installation $${limits.mostDailyUsd} a day. That is the limit.`,
    );
  return over;
}
