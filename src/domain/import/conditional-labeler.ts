import type { Finding, FoundFile, ImportReader } from './finding.ts';
import { entriesOf, listOf, readData, textOf, valueIn } from './read-data.ts';
import { ruleOfAll } from './to-rule.ts';
import { isWorkflow, usesIn } from './workflow-steps.ts';

const usualPath = '.github/labeler.yml';

/** srvaroa/labeler: labels by conditions that all have to hold, of which title and body are a rule's. */
export const conditionalLabeler: ImportReader = {
  name: 'srvaroa/labeler',
  reads: (path) => /^\.github\/[^/]+\.ya?ml$/.test(path),
  read({ path, text }, all) {
    if (!pathsOf(all).includes(path)) return [];
    const data = readData(path, text);
    return listOf(Array.isArray(data) ? data : valueIn(data, 'labels')).map(ofMatcher);
  },
};

function pathsOf(all: readonly FoundFile[]): string[] {
  return all
    .filter(({ path }) => isWorkflow(path))
    .flatMap(usesIn)
    .filter(({ action }) => action === 'srvaroa/labeler')
    .map(({ given }) => (given('config_path') || usualPath).replace(/^\.\//, ''));
}

function ofMatcher(matcher: unknown): Finding {
  const label = textOf(valueIn(matcher, 'label'));
  const what = `label ${label}`;
  if (textOf(valueIn(matcher, 'type')) === 'pull_request')
    return { outcome: 'none', what, why: 'It is for pull requests; DispatchAI triages issues.' };
  const [title, body] = [textOf(valueIn(matcher, 'title')), textOf(valueIn(matcher, 'body'))];
  const others = entriesOf(matcher)
    .map(([name]) => name)
    .filter((name) => !['label', 'title', 'body', 'type'].includes(name));
  if (others.length > 0 || (title === '' && body === ''))
    return {
      ...{ outcome: 'left', what },
      why: `A rule looks at title and body alone${others.length > 0 ? `, not at ${others.join(', ')}` : ''}.`,
    };
  return ruleOfAll(what, label, [
    ...(title ? [['title', title] as const] : []),
    ...(body ? [['body', body] as const] : []),
  ]);
}
