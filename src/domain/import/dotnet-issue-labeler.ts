import type { Finding, ImportReader } from './finding.ts';
import { isComputed, isWorkflow, usesIn } from './workflow-steps.ts';

const ofPulls: Finding = {
  ...{ outcome: 'none', what: 'labels of pull requests' },
  why: 'DispatchAI triages issues.',
};

/** dotnet/issue-labeler: a trained model that predicts one label of a prefix. */
export const dotnetIssueLabeler: ImportReader = {
  name: 'dotnet/issue-labeler',
  reads: isWorkflow,
  read(file) {
    return usesIn(file)
      .filter(({ action }) => action.startsWith('dotnet/issue-labeler'))
      .flatMap(({ given }): Finding[] => {
        const prefix = given('label_prefix') || given('label-prefix');
        if (prefix !== '' && given('pulls') !== '' && given('issues') === '') return [ofPulls];
        const threshold = given('threshold');
        const other = given('default_label') || given('default-label');
        return [
          ...(prefix === ''
            ? []
            : isComputed(prefix)
              ? [
                  {
                    ...{ outcome: 'left' as const, what: `labels that begin with ${prefix}` },
                    why: 'The prefix is only known while the workflow runs; labels.areas names the areas by hand.',
                  },
                ]
              : [
                  {
                    ...{ outcome: 'taken' as const, what: `labels that begin with ${prefix}` },
                    why: 'They are areas, predicted by a model that learns from this repository’s own issues.',
                    parts: [{ kind: 'area' as const, label: `${prefix}*` }],
                  },
                ]),
          ...(threshold === ''
            ? []
            : [
                {
                  ...{ outcome: 'left' as const, what: `threshold ${threshold}` },
                  why: 'Each label has a threshold of its own, learned from how often it was right; labels.thresholds sets one by hand.',
                },
              ]),
          ...(other === ''
            ? []
            : [
                {
                  ...{ outcome: 'none' as const, what: `label ${other} where nothing is sure` },
                  why: 'An issue of which nothing is sure stays without a label, and waits in the Inbox.',
                },
              ]),
        ];
      })
      .slice(0, 20);
  },
};
