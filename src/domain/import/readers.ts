import { advancedIssueLabeler } from './advanced-issue-labeler.ts';
import { conditionalLabeler } from './conditional-labeler.ts';
import { dotnetIssueLabeler } from './dotnet-issue-labeler.ts';
import { fabricBot } from './fabric-bot.ts';
import type { ImportReader } from './finding.ts';
import { issueLabeler } from './issue-labeler.ts';
import { keywordLabeler } from './keyword-labeler.ts';
import { prow } from './prow.ts';
import { stale } from './stale.ts';
import { triagebot } from './triagebot.ts';
import { vscodeTriage } from './vscode-triage.ts';
import { isWorkflow } from './workflow-steps.ts';

/** Every bot whose settings can be read. */
export const importReaders: readonly ImportReader[] = [
  issueLabeler,
  conditionalLabeler,
  keywordLabeler,
  stale,
  advancedIssueLabeler,
  dotnetIssueLabeler,
  vscodeTriage,
  triagebot,
  prow,
  fabricBot,
];

const isForm = (path: string) => /^\.github\/ISSUE_TEMPLATE\/[^/]+\.ya?ml$/i.test(path);

/** Whether a file is worth fetching: a reader reads it, or another file means something by it. */
export function isImportable(path: string): boolean {
  return isForm(path) || isWorkflow(path) || importReaders.some(({ reads }) => reads(path));
}
