import { expect, it } from 'vitest';
import { parseIssueTemplate } from '../../../src/domain/forms/issue-template.ts';
import { missingInformation } from '../../../src/domain/forms/missing-information.ts';
import { settings } from '../words.ts';

const text = `---
name: Bug report
about: Something is broken
title: "[Bug] "
labels: bug, needs-triage
---

**Describe the bug**
A clear description of what the bug is.

**Versions**
 - App: e.g. 22.1
 - OS: e.g. Linux

## Additional context
<!-- Add any other context here. -->
`;
const template = parseIssueTemplate(text, 'bug.md');
const asks = settings({ missing_information: { required: ['Versions', 'Describe the bug'] } });
const missing = (body: string) =>
  missingInformation({ title: 'It fails', body }, asks, template ? [template] : []);

it('its titles are fields, its text stands there before anybody writes', () => {
  expect(template).toMatchObject({
    ...{ kind: 'template', name: 'Bug report', title: '[Bug]', labels: ['bug', 'needs-triage'] },
    fields: [
      { label: 'Describe the bug', initial: 'A clear description of what the bug is.' },
      { label: 'Versions', initial: '- App: e.g. 22.1\n - OS: e.g. Linux' },
      { label: 'Additional context' },
    ],
  });
});

it('a text without titles, or a front matter that cannot be read, is no template, or one without a head', () => {
  expect(parseIssueTemplate('Tell us all.', 'x')).toBeNull();
  expect(parseIssueTemplate('---\nname: *a\n---\n# Version', 'x.md')).toMatchObject({ name: 'x.md' });
});

it('its own text is no answer, wherever it is left', () => {
  const body = text.slice(text.indexOf('**Describe'));
  expect(missing(body)).toEqual(['Versions', 'Describe the bug']);
  expect(missing(body.replace('A clear description of what the bug is.', 'It fails.'))).toEqual(['Versions']);
  expect(missing(body.replace('e.g. 22.1', '23'))).toEqual(['Describe the bug']);
  // Parts of it are left, others were taken away.
  expect(missing('**Versions**\n - App: e.g. 22.1\n - OS: e.g. Linux\n')).toEqual([
    'Versions',
    'Describe the bug',
  ]);
});
