import type { Outcome } from '../src/domain/decide/outcome.ts';
import type { Autonomy } from '../src/domain/issue/decision.ts';
import { Icon, type IconName } from './icon.tsx';

export const outcomeWords: Record<Outcome, { word: string; meaning: string; icon: IconName; tone: string }> =
  {
    applied: {
      word: 'Applied',
      meaning: 'A label was applied on GitHub',
      icon: 'check-circle',
      tone: 'tone-success',
    },
    suggested: {
      word: 'Suggested',
      meaning: 'Waiting for a person to confirm; nothing was applied',
      icon: 'light-bulb',
      tone: 'tone-attention',
    },
    recorded: {
      word: 'Recorded',
      meaning: 'Recorded here only: the repository is in observe mode, or no label matches the value',
      icon: 'eye',
      tone: 'tone-muted',
    },
    unsure: {
      word: 'Unsure',
      meaning: 'No prediction was confident enough',
      icon: 'question',
      tone: 'tone-muted',
    },
    past: {
      word: 'Not triaged',
      meaning: 'Opened before the app was installed; used for learning only',
      icon: 'history',
      tone: 'tone-muted',
    },
    waiting: { word: 'Waiting', meaning: 'Queued for triage', icon: 'clock', tone: 'tone-muted' },
  };

const answeredWords: (typeof outcomeWords)[Outcome] = {
  word: 'Answered',
  meaning: 'A person has answered the suggestion',
  icon: 'person',
  tone: 'tone-muted',
};

/** The outcome of an issue's triage as an icon and a word. `answered` means that no suggestion is left to review. */
export function OutcomeMark({ outcome, answered = false }: { outcome: Outcome; answered?: boolean }) {
  const { word, meaning, icon, tone } = answered ? answeredWords : outcomeWords[outcome];
  return (
    <span class={`outcome ${tone}`} title={meaning}>
      <Icon name={icon} /> {word}
    </span>
  );
}

/** What was done with a single value. */
export function AutonomyMark({ autonomy, answered = false }: { autonomy: Autonomy; answered?: boolean }) {
  return (
    <OutcomeMark
      answered={answered}
      outcome={autonomy === 'apply' ? 'applied' : autonomy === 'suggest' ? 'suggested' : 'recorded'}
    />
  );
}
