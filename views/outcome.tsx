import type { Outcome } from '../src/domain/decide/outcome.ts';
import type { Autonomy } from '../src/domain/issue/decision.ts';
import { Icon, type IconName } from './icon.tsx';

export const outcomeWords: Record<Outcome, { word: string; meaning: string; icon: IconName; tone: string }> =
  {
    applied: {
      word: 'Applied',
      meaning: 'A label was written to GitHub',
      icon: 'check-circle',
      tone: 'tone-success',
    },
    suggested: {
      word: 'Suggested',
      meaning: 'Shown to people, not written',
      icon: 'light-bulb',
      tone: 'tone-attention',
    },
    recorded: {
      word: 'Recorded',
      meaning: 'Kept here only: the repository is in observe mode, or no label carries the value',
      icon: 'eye',
      tone: 'tone-muted',
    },
    unsure: {
      word: 'Not sure',
      meaning: 'Nothing was certain enough to say',
      icon: 'question',
      tone: 'tone-muted',
    },
    past: {
      word: 'Not triaged',
      meaning: 'From before the App came; learnt from, and left as it is',
      icon: 'history',
      tone: 'tone-muted',
    },
    waiting: { word: 'Waiting', meaning: 'No triage has finished yet', icon: 'clock', tone: 'tone-muted' },
  };

const answeredWords: (typeof outcomeWords)[Outcome] = {
  word: 'Answered',
  meaning: 'It was suggested, and a person has said since what it is',
  icon: 'person',
  tone: 'tone-muted',
};

/** What the triage of an issue came to, as a word with its icon; `answered`: nothing of it waits any more. */
export function OutcomeMark({ outcome, answered = false }: { outcome: Outcome; answered?: boolean }) {
  const { word, meaning, icon, tone } = answered ? answeredWords : outcomeWords[outcome];
  return (
    <span class={`outcome ${tone}`} title={meaning}>
      <Icon name={icon} /> {word}
    </span>
  );
}

/** What was done with one value. */
export function AutonomyMark({ autonomy, answered = false }: { autonomy: Autonomy; answered?: boolean }) {
  return (
    <OutcomeMark
      answered={answered}
      outcome={autonomy === 'apply' ? 'applied' : autonomy === 'suggest' ? 'suggested' : 'recorded'}
    />
  );
}
