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
    ['Plugin', '### Plugin\nN/A'],
    ['Plugin', '### Plugin\n\n-\n'],
    ['Plugin', '### Plugin\n\n# It crashes\n'],
    ['Plugin', '### Plugin\n\n**Steps**\nopen it'],
    ['Plugin', '### Plugin\n\n**uploader**'],
    ['Plugin', '### Plugin\n\n__init__ fails'],
    ['Plugin', '### Plugin\n\n```npm start```\n'],
    ['Plugin', '### Plugin\n\n```# [array([1, 2])]\n```'],
    ['Plugin', '### Plugin\n\n~~~uploader 2.1\n~~~'],
    ['Plugin', '### Plugin\r\n\r\n```\r\n<!-- not a comment -->\r\n```'],
    ['Plugin', '```npm start```\n\n### Plugin\nuploader'],
    ['Plugin', '- ```\n  # x\n\n### Plugin\nuploader'],
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
    ['Plugin', '```\n# Plugin\nuploader\n```'],
    ['Plugin', '````\n```\n# Plugin\nuploader\n````'],
    ['Plugin', '~~~\n# Plugin\nuploader'],
    ['Steps to reproduce', '### Steps to reproduce\n\n```\n\n```\n'],
    ['Steps to reproduce', '### Steps to reproduce\n\n```objective-c++\n```\n'],
    ['Checks', '### Checks\n- [ ] I searched'],
  ])('%s in %j', (field, body) => {
    expect(missing(body, field)).toEqual([field]);
  });
});

it('asks in the order of the settings, and for each field once', () => {
  expect(missing('Help', 'Version', 'Plugin', 'version')).toEqual(['version', 'Plugin']);
});

it('words that stand for nothing are no answer where the settings say so', () => {
  const strict = settings({ missing_information: { required: ['Plugin', 'Logs'], placeholders: false } });
  const body = '### Plugin\n\nN/A\n\n### Logs\n\n-';
  expect(missingInformation({ title: 'x', body }, strict)).toEqual(['Plugin', 'Logs']);
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
  const other = parseIssueForm(`
name: Idea
body:
  - { type: input, attributes: { label: Idea } }
  - { type: input, attributes: { label: Why }, validations: { required: true } }
`);
  const filed = (body: string, set = settings()) =>
    missingInformation({ title: 'x', body }, set, form && other ? [other, form] : []);

  it('are read as far as needed', () => {
    const text = { options: [], requiredOptions: [], initial: '' };
    expect(form).toEqual({
      kind: 'form',
      name: 'Bug',
      labels: [],
      type: null,
      title: '',
      fields: [
        { ...text, label: 'Plugin', kind: 'input', required: true },
        { ...text, label: 'Where', kind: 'dropdown', required: true, options: ['web', 'app'] },
        { ...text, label: 'Anything else', kind: 'textarea', required: false },
      ],
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
