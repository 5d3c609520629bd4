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

  it.each([
    // A name without a slash: at every depth, with all within.
    ['f', 'f', true],
    ['f', 'a/f', true],
    ['f', 'f/x', true],
    ['f', 'a/f/b/x', true],
    ['f', 'ff', false],
    ['f', 'F', false],
    ['f*', 'foo', true],
    ['f*', 'foo/x', true],
    ['f*', 'a/foo/b/x', true],
    ['f*', 'a/of', false],
    ['/f*', 'foo', true],
    ['/f*', 'foo/a/x', true],
    ['/f*', 'a/foo', false],
    ['*.ts', 'a/b.ts', true],
    ['*.ts', 'a.ts/b', true],
    ['*.ts', 'a.tsx', false],
    ['a*c', 'abbc', true],
    ['a*c', 'a/c', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a?c', 'a/c', false],
    // A folder owns what lies within, and no file of its name.
    ['f/', 'f', false],
    ['f/', 'a/f', false],
    ['f/', 'f/x', true],
    ['f/', 'a/f/x', true],
    ['/f/', 'f', false],
    ['/f/', 'f/a/x', true],
    ['/f/', 'a/f/x', false],
    ['f/**', 'f', false],
    ['f/**', 'f/x', true],
    ['f/**', 'f/a/x', true],
    ['f/**', 'a/f/x', false],
    ['/f*/', 'foo', false],
    ['/f*/', 'foo/x', true],
    // A slash within ties to the root.
    ['a/f', 'a/f', true],
    ['a/f', 'a/f/x', true],
    ['a/f', 'b/a/f', false],
    ['/a/f', 'a/f', true],
    ['/f', 'f', true],
    ['/f', 'a/f', false],
    // A lone asterisk stops at its folder, others do not.
    ['*', 'a/b/c', true],
    ['/*', 'a', true],
    ['/*', 'a/b', false],
    ['a/*', 'a/b', true],
    ['a/*', 'a/b/c', false],
    ['a/*/c', 'a/b/c', true],
    ['a/*/c', 'a/b/b/c', false],
    ['/crates/ty*', 'crates/ty_check', true],
    ['/crates/ty*', 'crates/ty_check/src/lib.rs', true],
    ['/crates/ty*', 'crates/other/ty.rs', false],
    ['a/*b', 'a/bb/c', true],
    // Any folders.
    ['**', 'a/b', true],
    ['**/f', 'f', true],
    ['**/f', 'a/b/f', true],
    ['**/f', 'a/f/x', true],
    ['**/f/', 'a/f', false],
    ['**/f/g', 'a/f/g', true],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['a/**/b', 'a/x/y/b/z', true],
    ['a/**/b', 'x/a/b', false],
    ['a/**/*.ts', 'a/b.ts', true],
    ['a/**/*.ts', 'a/x/y/b.ts', true],
    ['a/**/*', 'a/x/y', true],
    // Written with a backslash a character stands for itself.
    [String.raw`\*`, '*', true],
    [String.raw`\*`, 'a', false],
    [String.raw`a\*c`, 'a*c', true],
    [String.raw`a\*c`, 'abc', false],
    [String.raw`a\?c`, 'a?c', true],
    [String.raw`a\?c`, 'abc', false],
    [String.raw`a\*b*`, 'a*bc', true],
    [String.raw`\*\*/f`, 'a/f', false],
    [String.raw`\*\*/f`, '**/f', true],
    [String.raw`my\ docs/`, 'my docs/a.md', true],
    ['a.c', 'abc', false],
    ['a+', 'aa', false],
    ['(a)', '(a)', true],
    ['constructor', '__proto__/constructor', true],
    ['/', 'a', false],
    ['f***', 'foo', false],
  ])('%s owns %s: %s', (pattern, path, expected) => {
    expect(ownersOf(parseCodeowners(`${pattern} @x`), path) !== null).toBe(expected);
  });

  it('tells apart what differs in case', () => {
    const cased = parseCodeowners('/Src/ @a\n/src/ @b\n');
    expect(ownersOf(cased, 'src/x.ts')?.owners).toEqual(['b']);
    expect(ownersOf(cased, 'Src/x.ts')?.owners).toEqual(['a']);
  });

  it('reads all the rules of a long file, and of one that is too long the last', () => {
    const line = (i: number) => `/parts/part${i}/ @owner${i}\n`;
    const long = parseCodeowners(Array.from({ length: 2_601 }, (_, i) => line(i)).join(''));
    expect(long).toHaveLength(2_601);
    expect(ownersOf(long, 'parts/part2600/a.py')?.owners).toEqual(['owner2600']);
    const tooLong = parseCodeowners(Array.from({ length: 25_000 }, (_, i) => line(i)).join(''));
    expect(tooLong).toHaveLength(10_000);
    expect(tooLong[0]?.owners).toEqual(['owner15000']);
    expect(ownersOf(tooLong, 'parts/part24999/a.py')?.owners).toEqual(['owner24999']);
  });

  it('stays quick on a pattern made to be slow', () => {
    const [rule] = parseCodeowners(`${'**/a*/'.repeat(40)}z @x`);
    expect(rule && ownersOf([rule], 'a/'.repeat(150))).toBeNull();
  });

  it('knows nobody where no rule matches', () => {
    expect(ownersOf(parseCodeowners('/src/ @x'), 'lib/a.ts')).toBeNull();
  });
});
