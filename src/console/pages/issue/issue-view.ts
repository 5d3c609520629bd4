import type { IssueActions, IssueProps } from '../../../../views/issue-props.ts';
import { maybeValues } from '../../../domain/decide/maybe-values.ts';
import type { LabelMeaning } from '../../../domain/issue/decision.ts';
import { dimensions } from '../../../domain/issue/decision.ts';
import type { IssueDetail, VisibleRepository } from '../../../read/console.ts';
import { versionOf } from '../../corrections/find-conflict.ts';
import { choicesOf, orderChoices } from '../../frame/choices.ts';
import type { ConsoleContext } from '../../frame/console-context.ts';

/** Builds the props of the Issue page. `answer` is the result of the form just submitted. */
export async function issueProps(
  { openTimes, githubUrl, markdown }: Pick<ConsoleContext, 'openTimes' | 'githubUrl' | 'markdown'>,
  repository: VisibleRepository,
  detail: IssueDetail,
  meanings: readonly LabelMeaning[],
  answer: Partial<Pick<IssueActions, 'asked' | 'conflict' | 'problem'>> = {},
): Promise<IssueProps> {
  const { owner, name, repositoryId } = repository;
  const opinions = detail.triage === null || detail.triage === 'unreadable' ? [] : detail.triage.opinions;
  const { html, cut } = await markdown.render(detail.issue.body, String(repositoryId));
  return {
    repository,
    detail,
    labels: new Map(meanings.map(({ label }) => [label.name, label])),
    bodyHtml: html,
    bodyCut: cut,
    githubHref: new URL(`/${owner}/${name}/issues/${detail.issue.number}`, githubUrl).href,
    actions: {
      version: versionOf(detail.timeline),
      opened: openTimes.mark(repositoryId),
      choices: orderChoices(choicesOf(meanings), opinions),
      maybe: dimensions.flatMap((dimension) => {
        const values = maybeValues(opinions, dimension, meanings);
        return values.length > 0 ? [{ dimension, values }] : [];
      }),
      asked: answer.asked ?? null,
      conflict: answer.conflict ?? null,
      problem: answer.problem ?? null,
    },
  };
}
