import { handsOffLabel, type SkipReason } from './skip-reason.ts';

const words: Readonly<Record<SkipReason, string>> = {
  locked: 'the issue is locked',
  no_triage_label: `the issue is labeled ${handsOffLabel}`,
  closed: 'the issue is closed',
  bot: 'a bot opened the issue',
  author: 'the settings ignore its author',
  label: 'the settings ignore one of its labels',
  title: 'the settings ignore its title',
};

/** Why DispatchAI leaves an issue alone, as an English clause. */
export const explainSkip = (reason: SkipReason): string => words[reason];
