import { describe, expect, it } from 'vitest';
import { ownersOf, parseCodeowners } from '../../../src/domain/routing/codeowners.ts';

const file = `
# Everything
*                @ann
*.js             @js-team-member # not the owner of all
/build/logs/     @ops
docs/*           @writer
apps/            @acme/apps
**/secrets       @security
/scripts/**/run  @runner
with\\ space/     @spacer
!/no             @nobody
/empty/
/mail            someone@example.com
`;

describe('CODEOWNERS', () => {
  const rules = parseCodeowners(file);
  const owners = (path: string) => ownersOf(rules, path)?.owners;

  it.each([
    ['README.md', ['ann']],
    ['src/deep/main.js', ['js-team-member']],
    ['build/logs/today.txt', ['ops']],
    ['other/build/logs/today.txt', ['ann']],
    ['docs/start.md', ['writer']],
    ['docs/more/start.md', ['ann']],
    ['apps/web/index.ts', ['acme/apps']],
    ['old/apps/web/index.ts', ['acme/apps']],
    ['a/b/secrets/key.txt', ['security']],
    ['scripts/a/b/run', ['runner']],
    ['scripts/run', ['runner']],
    ['with space/a.txt', ['spacer']],
    ['empty/a.txt', []],
    ['mail', []],
  ])('%s belongs to %j', (path, expected) => {
    expect(owners(path)).toEqual(expected);
  });

  it('passes over what GitHub does not allow', () => {
    expect(rules.map(({ pattern }) => pattern)).not.toContain('!/no');
    expect(parseCodeowners('[Section]\n[ab].ts @x')).toEqual([]);
  });

  it('stays quick on a pattern made to be slow', () => {
    const [rule] = parseCodeowners(`${'**/a*/'.repeat(40)}z @x`);
    expect(rule && ownersOf([rule], 'a/'.repeat(150))).toBeNull();
  });

  it('knows nobody where no rule matches', () => {
    expect(ownersOf(parseCodeowners('/src/ @x'), 'lib/a.ts')).toBeNull();
  });
});
