import type { Finding, ImportReader } from './finding.ts';
import { readData, textOf, textsOf, valueIn } from './read-data.ts';
import { isWorkflow, usesIn } from './workflow-steps.ts';

const reason =
  'DispatchAI closes nothing for its age: an issue that nobody answered is still true. Issues that wait for their author can be closed (missing_information.close_after_days), and so can linked duplicates.';

/** actions/stale, and the former stale app: what DispatchAI does not do, and why. */
export const stale: ImportReader = {
  name: 'actions/stale',
  reads: (path) => isWorkflow(path) || /^\.github\/stale\.ya?ml$/.test(path),
  read(file) {
    if (!isWorkflow(file.path)) {
      const settings = readData(file.path, file.text);
      const of = (name: string) => textOf(valueIn(settings, name));
      return [
        finding(
          of('staleLabel'),
          of('daysUntilStale'),
          of('daysUntilClose'),
          textsOf(valueIn(settings, 'exemptLabels')),
        ),
      ];
    }
    return usesIn(file)
      .filter(({ action }) => action === 'actions/stale')
      .map(({ given }) => {
        const days = (what: string) => given(`days-before-issue-${what}`) || given(`days-before-${what}`);
        const exempt = given('exempt-issue-labels')
          .split(',')
          .map((label) => label.trim());
        return finding(
          given('stale-issue-label') || 'Stale',
          days('stale') || '60',
          days('close') || '7',
          exempt.filter(Boolean),
        );
      });
  },
};

function finding(label: string, after: string, close: string, exempt: readonly string[]): Finding {
  const closes = Number(close) < 0 ? 'never closes' : `closes after ${close || '?'} more`;
  const but = exempt.length > 0 ? `, but not ${exempt.join(', ')}` : '';
  return {
    outcome: 'none',
    what: `label ${label || 'stale'} after ${after || '?'} days, ${closes}${but}`,
    why: reason,
  };
}
