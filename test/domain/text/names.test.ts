import { describe, expect, it } from 'vitest';
import { parseCodeowners } from '../../../src/domain/routing/codeowners.ts';
import { parseSettings } from '../../../src/domain/settings/parse-settings.ts';
import { isLabelName, parseLogin, parseOwner, parseRepositoryName } from '../../../src/domain/text/names.ts';

const labelNames = [
  'type: bug & crash',
  'Status: In Progress (50%)',
  "won't fix",
  '👩‍👩‍👧 families',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿 flag',
  ':bug: bug',
  'C++ / C#',
  '優先度：高',
  '🐛'.repeat(50),
];

describe('names as GitHub allows them', () => {
  it.each(labelNames)('a label may be called %s, everywhere', (name) => {
    expect(isLabelName(name)).toBe(true);
    const text = JSON.stringify({
      missing_information: { label: name },
      labels: { modes: { [name]: 'apply' } },
    });
    expect(parseSettings(text)).toHaveProperty('settings.missing_information.label', name);
  });

  it.each(['', '  ', 'x'.repeat(51), 'two\nlines', 'a\u2028b', '\ud800'])('no label is called %j', (name) => {
    expect(isLabelName(name)).toBe(false);
  });

  it.each([
    'octocat',
    'a',
    'octocat_corp',
    'Mona-Lisa_acme',
    'old-',
    'x--y',
    'dependabot[bot]',
    'a'.repeat(39),
  ])('%s may be a login, everywhere', (name) => {
    expect(parseLogin(name)).toBe(name);
    expect(parseLogin(`@${name}`)).toBe(name);
    expect(parseOwner(`@${name}`)).toBe(name);
    expect(parseOwner(`@${name}/team_a`)).toBe(`${name}/team_a`);
    expect(parseRepositoryName(`${name}/hello.world`)).toEqual({ owner: name, name: 'hello.world' });
    const text = JSON.stringify({ routing: { absent: [name], teams: { api: { members: [`@${name}`] } } } });
    expect(parseSettings(text)).toMatchObject({
      settings: { routing: { absent: [name], teams: { api: { members: [name] } } } },
    });
    expect(parseCodeowners(`* @${name} @acme/team`)).toMatchObject([{ owners: [name, 'acme/team'] }]);
  });

  it.each(['', '@', '-a', '_a', 'a b', 'a/b', 'a.b', 'a'.repeat(40), 'x[bot', '@@a'])(
    '%j is no login',
    (name) => {
      expect(parseLogin(name)).toBeNull();
    },
  );
});
