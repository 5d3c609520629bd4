import { Icon } from '../../../../views/icon.tsx';
import { When } from '../../../../views/when.tsx';
import { explainFault } from '../../../domain/duplicates/unusable-look.ts';
import type { RepositoryRef } from '../../../domain/issue/repository.ts';
import type { IssueDetail } from '../../../read/console.ts';

/** Why a hosted model's comparison with a similar issue proposed no duplicate. */
export function UnusableLookLine({
  repository: { owner, name },
  detail: { duplicateOf, unusableLook },
}: {
  repository: Pick<RepositoryRef, 'owner' | 'name'>;
  detail: Pick<IssueDetail, 'duplicateOf' | 'unusableLook'>;
}) {
  if (duplicateOf || !unusableLook) return null;
  const { of, model, fault, at } = unusableLook;
  return (
    <p class="panel-note">
      <Icon name="info" /> No duplicate proposed: {model} compared this issue with{' '}
      <a href={`/${owner}/${name}/issues/${of}`}>#{of}</a>, but {explainFault(fault)} (<When at={at} />)
    </p>
  );
}
