import type { Child } from 'hono/jsx';
import { Icon, type IconName } from '../../../../views/icon.tsx';
import { LabelChip, type LabelsByName } from '../../../../views/label-chip.tsx';
import { Panel } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import { labelOutlook } from '../../../domain/autonomy/label-outlook.ts';
import { effectiveMode } from '../../../domain/decide/effective-mode.ts';
import type { Settings } from '../../../domain/settings/settings.ts';
import type { RepositoryCounts } from '../../../read/console.ts';
import type { LabelStanding, OpenNotice } from '../../../read/overview.ts';

interface NeedsProps {
  path: string;
  counts: RepositoryCounts | undefined;
  standings: LabelStanding[];
  settings: Settings;
  notices: OpenNotice[];
  labels: LabelsByName;
}

const noticeIcons: Record<string, IconName> = {
  secret: 'shield-lock',
  vulnerability: 'shield-lock',
  drift: 'arrow-down',
  promoted: 'arrow-up',
};

/** What waits for a person: suggestions, labels near a change of rung, settings problems, notices. */
export function OverviewNeeds({ path, counts, standings, settings, notices, labels }: NeedsProps) {
  const chip = (name: string) => <LabelChip name={properName(name, labels)} labels={labels} />;
  const ladder = Object.fromEntries(standings.map((standing) => [standing.label, standing]));
  const moving = standings.flatMap((standing) => {
    // Where the settings or a rule decide, no outcome moves the label.
    if (effectiveMode(standing, settings, ladder).setBy !== 'record') return [];
    const outlook = labelOutlook(standing, settings.target_precision);
    return outlook ? [{ standing, outlook }] : [];
  });
  const problems = counts?.settingsProblems.length ?? 0;
  const waits = counts?.waits ?? 0;
  const none = waits === 0 && problems === 0 && moving.length === 0 && notices.length === 0;
  if (none) {
    return (
      <Panel
        id="needs"
        title="Needs you"
        state="empty"
        empty={{ icon: 'check-circle', text: 'Nothing waits for a person.' }}
      />
    );
  }
  return (
    <Panel id="needs" title="Needs you">
      <ul class="needs">
        {notices.map((notice) => (
          <Need icon={noticeIcons[notice.kind] ?? 'info'} tone="tone-attention">
            {notice.number === null ? (
              notice.words
            ) : (
              <a href={`${path}/issues/${notice.number}`}>{notice.words}</a>
            )}{' '}
            {notice.private && (
              <span class="tag-outline" title="Shown to people who may write">
                <Icon name="lock" /> private
              </span>
            )}{' '}
            <span class="quiet">
              <When at={notice.createdAt} />
            </span>{' '}
            <form class="inline-form" method="post" action={`${path}/notices/${notice.id}/settle`}>
              {notice.kind === 'flood' && (
                <>
                  <button
                    class="link-button"
                    type="submit"
                    name="then"
                    value="triage"
                    aria-label={`Let it through: #${notice.number}`}
                  >
                    Let it through
                  </button>{' '}
                </>
              )}
              <button class="link-button" type="submit" aria-label={`Done with: ${notice.words}`}>
                Done
              </button>
            </form>
          </Need>
        ))}
        {waits > 0 && (
          <Need icon="inbox">
            <a href={`${path}/inbox`}>
              {waits} {waits === 1 ? 'issue waits' : 'issues wait'} in the inbox
            </a>
          </Need>
        )}
        {problems > 0 && (
          <Need icon="gear" tone="tone-attention">
            <a href={`${path}/settings`}>
              {problems} {problems === 1 ? 'problem' : 'problems'} in the settings
            </a>
            : the last good ones stay in force
          </Need>
        )}
        {moving.map(({ standing, outlook }) => (
          <Need icon={outlook.towards === 'apply' ? 'arrow-up' : 'arrow-down'}>
            {chip(standing.label)}{' '}
            {outlook.towards === 'apply' ? (
              <>
                is <a href={`${path}/labels`}>{inARow(outlook.outcomes, 'right')}</a> from being applied by
                itself
              </>
            ) : (
              <>
                is <a href={`${path}/labels`}>{inARow(outlook.outcomes, 'wrong')}</a> from being only
                suggested
              </>
            )}
          </Need>
        ))}
      </ul>
    </Panel>
  );
}

function Need({ icon, tone, children }: { icon: IconName; tone?: string; children: Child }) {
  return (
    <li class="need">
      <Icon name={icon} tone={tone ?? 'tone-muted'} />
      <div>{children}</div>
    </li>
  );
}

const inARow = (outcomes: number, word: string) =>
  outcomes === 1 ? `one ${word} outcome` : `${outcomes} ${word} outcomes`;

/** Standings know names in lower case. */
export function properName(lower: string, labels: LabelsByName): string {
  return [...labels.keys()].find((name) => name.toLowerCase() === lower) ?? lower;
}
