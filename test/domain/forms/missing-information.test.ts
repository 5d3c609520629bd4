import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIssueForm } from '../../../src/domain/forms/issue-form.ts';
import { missingInformation } from '../../../src/domain/forms/missing-information.ts';
import { hostileText } from '../hostile-text.ts';
import { settings } from '../words.ts';

const asks = (...required: string[]) => settings({ missing_information: { required } });
const missing = (body: string, ...required: string[]) =>
  missingInformation({ title: 'It fails', body }, asks(...required));

describe('a field is given', () => {
  it.each([
    ['Plugin', '### Plugin\n\nuploader'],
    ['Plugin', '## Plugin name:\nuploader\n## Next'],
    ['Plugin', '**Plugin:** uploader'],
    ['Plugin', '- **Plugin**\n  uploader'],
    ['Plugin', 'Plugin: uploader'],
    ['Your plugin', '### Your Plugin!\r\n\r\n```\nuploader\n```'],
    ['Version', 'Since 2.14 it fails.'],
    ['Version', 'At commit 3f2a9bc it fails.'],
    ['Steps to reproduce', 'I do this:\n1. open\n2. save\n'],
    ['Steps to reproduce', '```\nnpm start\n```'],
    ['Operating system', 'On Ubuntu.'],
    ['Logs', '```\nENOENT\n```'],
    ['Checks', '### Checks\n- [x] I searched\n- [ ] I did not'],
  ])('%s by %j', (field, body) => {
    expect(missing(body, field)).toEqual([]);
  });
});

describe('a field is missing', () => {
  it.each([
    ['Plugin', ''],
    ['Plugin', 'The plugin fails.'],
    ['Plugin', '### Plugin\n\n_No response_\n\n### Other\nx'],
    ['Plugin', '### Plugin\n\n<!-- which one? -->\n'],
    ['Plugin', '### Plugin\nN/A'],
    ['Plugin', '```\n# Plugin\nuploader\n```'],
    ['Version', '### Version\n\n-\n'],
    ['Steps to reproduce', '### Steps to reproduce\n\n```\n\n```\n'],
    ['Checks', '### Checks\n- [ ] I searched'],
  ])('%s in %j', (field, body) => {
    expect(missing(body, field)).toEqual([field]);
  });
});

it('asks in the order of the settings, and for each field once', () => {
  expect(missing('Help', 'Version', 'Plugin', 'version')).toEqual(['version', 'Plugin']);
});

describe('issue forms', () => {
  const form = parseIssueForm(`
name: Bug
body:
  - type: markdown
    attributes: { value: Thanks }
  - type: input
    attributes: { label: Plugin }
    validations: { required: true }
  - type: dropdown
    attributes: { label: Where, options: [web, app] }
    validations: { required: true }
  - type: textarea
    attributes: { label: Anything else }
`);
  const other = { name: 'Idea', fields: ['Idea', 'Why'], required: ['Why'] };
  const filed = (body: string, set = settings()) =>
    missingInformation({ title: 'x', body }, set, form ? [other, form] : []);

  it('are read as far as needed', () => {
    expect(form).toEqual({
      name: 'Bug',
      fields: ['Plugin', 'Where', 'Anything else'],
      required: ['Plugin', 'Where'],
    });
  });

  it.each(['name: x', 'body: 3', '- a', '', 'name: *a\nbody: []', '{'])('are not guessed from %j', (text) => {
    expect(parseIssueForm(text)).toBeNull();
  });

  it('ask for what the form that was used requires', () => {
    expect(
      filed('### Plugin\n\n_No response_\n\n### Where\n\nweb\n\n### Anything else\n\n_No response_'),
    ).toEqual(['Plugin']);
  });

  it('ask for nothing where none was used, or where the settings say so', () => {
    expect(filed('It does not work.')).toEqual([]);
    const off = settings({ missing_information: { forms: false } });
    expect(filed('### Plugin\n\n_No response_\n\n### Where\n\nweb', off)).toEqual([]);
  });
});

it('whatever the text, only fields that were asked for are missing', () => {
  fc.assert(
    fc.property(hostileText, (body) => {
      expect(['Version', 'Plugin']).toEqual(expect.arrayContaining(missing(body, 'Version', 'Plugin')));
    }),
    { numRuns: 1000 },
  );
});
