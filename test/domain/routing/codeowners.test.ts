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
    // Names at every depth.
    ['foo', 'foo.txt', false],
    ['foo.txt', 'a/b/foo.txt', true],
    ['.github', '.github/x.yml', true],
    ['.env', 'a/.env', true],
    ['*.md', 'README.md', true],
    ['*.md', 'docs/a/b.md', true],
    ['*.md', 'md', false],
    ['*.md', '.md', true],
    ['*.MD', 'a.md', false],
    ['README*', 'README', true],
    ['README*', 'a/README.md', true],
    ['*a*', 'bab', true],
    ['*a*', 'b/bab/c', true],
    ['a?', 'a', false],
    ['?', 'a', true],
    ['?', 'ab', false],
    ['???', 'abc/x', true],
    ['a**', 'ab/c', true],
    ['a**b', 'a/b', false],
    ['**a', 'x/ba', true],
    // Tied to the root.
    ['/README.md', 'README.md', true],
    ['/README.md', 'docs/README.md', false],
    ['/*.md', 'a.md', true],
    ['/*.md', 'b/a.md', false],
    ['/a?', 'ab', true],
    ['/a?', 'b/ab', false],
    ['/a*/b', 'abc/b', true],
    ['/a*/b', 'abc/b/c', true],
    ['/a*/b', 'x/abc/b', false],
    // Folders.
    ['docs/', 'docs/a.md', true],
    ['docs/', 'docs2/a.md', false],
    ['/docs/', 'docs/a/b', true],
    ['a/b/', 'a/b', false],
    ['a/b/', 'a/b/c', true],
    ['a/b/', 'x/a/b/c', false],
    ['*/', 'a', false],
    ['*/', 'a/b', true],
    ['a*/', 'ab', false],
    ['a*/', 'x/ab/c', true],
    ['docs/*/', 'docs/a', false],
    ['docs/*/', 'docs/a/b', true],
    // Everything within, and any folders between.
    ['/**', 'a', true],
    ['/**', 'a/b', true],
    ['/a/**', 'a', false],
    ['/a/**', 'a/b/c', true],
    ['/a/**', 'b/a/c', false],
    ['**/a/**', 'a/b', true],
    ['**/a/**', 'x/a/b/c', true],
    ['**/a/**', 'x/a', false],
    ['**/*.ts', 'x.ts', true],
    ['**/*.ts', 'a/b/x.ts', true],
    ['**/a*', 'b/ac/d', true],
    ['**/a/b', 'x/a/b', true],
    ['**/a/b', 'a/x/b', false],
    ['a/**/b/c', 'a/b/c', true],
    ['a/**/b/c', 'a/x/b/c/d', true],
    ['a/**/b/**', 'a/x/b/c', true],
    ['a/**/b/**', 'a/x/b', false],
    ['/a/**/b', 'a/b', true],
    // One folder.
    ['docs/*', 'docs/a.md', true],
    ['docs/*', 'docs/a/b.md', false],
    ['/docs/*', 'docs/a.md', true],
    ['docs/*.md', 'docs/a.md', true],
    ['docs/*.md', 'docs/a/b.md', false],
    ['*/docs', 'a/docs', true],
    ['*/docs', 'docs', false],
    ['*/docs', 'a/docs/b', true],
    ['*/docs', 'a/b/docs', false],
    ['/*/docs/*', 'a/docs/b', true],
    ['/*/docs/*', 'a/docs/b/c', false],
    ['a/*/*', 'a/b/c', true],
    ['a/*/*', 'a/b/c/d', false],
    // What GitHub takes from gitignore, and what it does not.
    [String.raw`\#a`, '#a', false],
    [String.raw`a\#b`, 'a#b', true],
    ['a#b', 'a#b', true],
    ['!a', '!a', false],
    ['[ab]', 'a', false],
    [String.raw`my\ docs`, 'my docs', true],
    [String.raw`my\ docs`, 'my', false],
    [String.raw`a\*`, 'ab', false],
    [String.raw`\?`, '?', true],
    [String.raw`\?`, 'a', false],
    ['a$', 'a$', true],
    ['{a,b}', 'a', false],
    ['{a,b}', '{a,b}', true],
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
