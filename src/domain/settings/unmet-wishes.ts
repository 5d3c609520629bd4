import type { Settings } from '../settings.ts';
import { mayLeave } from './may-leave.ts';

/** Where settings hold: whether the repository is private, and the providers that this App has a key for. */
export interface SettingsPlace {
  private: boolean;
  hosted: readonly string[];
}

/** What good settings ask for and cannot have here, each in a sentence that says what happens instead; none where all holds. */
export function unmetWishes(settings: Settings, place: SettingsPlace): string[] {
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
  return wishes.flatMap(({ setting, provider, instead }) => {
    const reason = provider === null ? null : reasonAgainst(provider);
    return reason === null ? [] : [`${setting} is ${provider}, but ${reason}. Until then ${instead}.`];
  });
}
