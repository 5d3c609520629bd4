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

/** What needs attention: issues to review, labels close to a mode change, settings problems and notices. */
export function OverviewNeeds({ path, counts, standings, settings, notices, labels }: NeedsProps) {
  const chip = (name: string) => <LabelChip name={properName(name, labels)} labels={labels} />;
  const ladder = Object.fromEntries(standings.map((standing) => [standing.label, standing]));
  const moving = standings.flatMap((standing) => {
    // Outcomes don't move a label whose mode comes from the settings or a rule.
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
        title="Needs attention"
        state="empty"
        empty={{ icon: 'check-circle', text: 'Nothing needs your attention.' }}
      />
    );
  }
  return (
    <Panel id="needs" title="Needs attention">
      <ul class="needs">
        {notices.map((notice) => (
          <Need icon={noticeIcons[notice.kind] ?? 'info'} tone="tone-attention">
            {notice.number === null ? (
              notice.words
            ) : (
              <a href={`${path}/issues/${notice.number}`}>{notice.words}</a>
            )}{' '}
            {notice.private && (
              <span class="tag-outline" title="Visible only to people with write access">
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
                    aria-label={`Triage anyway: #${notice.number}`}
                  >
                    Triage anyway
                  </button>{' '}
                </>
              )}
              <button class="link-button" type="submit" aria-label={`Mark as resolved: ${notice.words}`}>
                Mark as resolved
              </button>
            </form>
          </Need>
        ))}
        {waits > 0 && (
          <Need icon="inbox">
            <a href={`${path}/inbox`}>
              {waits} {waits === 1 ? 'issue' : 'issues'} to review
            </a>
          </Need>
        )}
        {problems > 0 && (
          <Need icon="gear" tone="tone-attention">
            <a href={`${path}/settings`}>
              {problems} {problems === 1 ? 'problem' : 'problems'} in the settings
            </a>
            : the last valid settings stay in effect
          </Need>
        )}
        {moving.map(({ standing, outlook }) => (
          <Need icon={outlook.towards === 'apply' ? 'arrow-up' : 'arrow-down'}>
            {chip(standing.label)}{' '}
            {outlook.towards === 'apply' ? (
              <>
                is <a href={`${path}/labels`}>{inARow(outlook.outcomes, 'correct outcome')}</a> away from
                being applied automatically
              </>
            ) : (
              <>
                is <a href={`${path}/labels`}>{inARow(outlook.outcomes, 'mistake')}</a> away from going back
                to suggesting
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

const inARow = (outcomes: number, word: string) => (outcomes === 1 ? `one ${word}` : `${outcomes} ${word}s`);

/** Restores a label's spelling, since track records store names in lower case. */
export function properName(lower: string, labels: LabelsByName): string {
  return [...labels.keys()].find((name) => name.toLowerCase() === lower) ?? lower;
}
