import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMarkdown, shownLength } from '../../../src/console/markdown/markdown.ts';

const html = (text: string) => renderMarkdown(text).html ?? '';

describe('renderMarkdown', () => {
  it('shows what GitHub shows', () => {
    const made = html(
      '# A\n\n**b** ~~c~~ `d` <https://e.example>\n\n| x |\n| - |\n| 1 |\n\n- [x] done\n\n```js\nlet f;\n```\n\n<details><summary>more</summary>\n\n*text*\n\n</details>',
    );
    for (const part of [
      '<h1 aria-level="3">A</h1>',
      '<strong>b</strong>',
      '<del>c</del>',
      '<code>d</code>',
      '<table',
      'checked',
      'language-js',
      '<details>',
      '<em>text</em>',
    ])
      expect(made).toContain(part);
  });

  it('has nothing for a text that is empty or only a comment', () => {
    expect(renderMarkdown(' \n ')).toEqual({ html: null, cut: false });
    expect(html('<!-- a template -->').trim()).toBe('');
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    '<iframe src="https://evil.example"></iframe>',
    '<form action="https://evil.example"><input name=a><button>b</button></form>',
    '<div style="position:fixed" class="top-bar" id="live" hx-get="/sign-out" data-hx-trigger="load">x</div>',
    '<hx-partial hx-target="#main">x</hx-partial>',
    '<base href="https://evil.example"><meta http-equiv=refresh content="0;url=https://evil.example">',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
    '<template><script>alert(1)</script></template>',
    '![x](https://evil.example/p.png)',
    '<picture><source srcset="https://evil.example/p.png"></picture>',
  ])('makes harmless %s', (text) => {
    const made = html(text);
    expect(made).not.toMatch(
      /<(script|img|svg|iframe|form|button|base|meta|style|template|picture|source|hx-)/i,
    );
    for (const [tag] of made.matchAll(/<[^>]*>/g))
      expect(tag).not.toMatch(/\s(on\w+|style|hx-\S*|data-hx-\S*)=/i);
    expect(made).not.toMatch(/(href|src)="\s*(javascript|data|vbscript):/i);
    expect(made).not.toMatch(/(id|class)="(live|top-bar)"/);
  });

  it('links pictures instead of loading them', () => {
    expect(html('![the moment](https://a.example/p.png)')).toContain(
      '<a href="https://a.example/p.png" class="image-link" rel="nofollow noreferrer noopener">Image: the moment</a>',
    );
  });

  it('cuts what is too long and says so', () => {
    expect(renderMarkdown('a '.repeat(shownLength)).cut).toBe(true);
  });

  it.each([
    '>'.repeat(30_000),
    '[a'.repeat(15_000),
    '*a '.repeat(10_000),
    '- '.repeat(15_000),
    '<b>'.repeat(10_000),
    '<a href="'.repeat(3_000),
    '![['.repeat(10_000),
    '|a'.repeat(15_000),
    '`a'.repeat(15_000),
    '&#'.repeat(15_000),
    '[a](<'.repeat(6_000),
    'a@b.c '.repeat(5_000),
  ])('survives %#: a text made to be hard', (text) => {
    expect(typeof renderMarkdown(text).html).toBe('string');
  });

  it('never lets a handler, a script or a foreign attribute through', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '/',
      '=',
      ' ',
      '\n',
      'img',
      'svg',
      'script',
      'a',
      'href',
      'onerror',
      'style',
      'hx-get',
      'javascript:',
      '[',
      '](',
      ')',
      '!',
      '`',
      '&#',
      'x',
      '|',
      '-',
      '*',
      '<!--',
      '-->',
      '\u0000',
      '\u202e',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const made = html(parts.join(''));
        expect(made).not.toMatch(/<(script|img|svg|style)/i);
        for (const [tag] of made.matchAll(/<[^>]*>/g)) expect(tag).not.toMatch(/\s(on\w+|style|hx-\w+)=/i);
        expect(made).not.toMatch(/href="\s*javascript:/i);
      }),
      { numRuns: 500 },
    );
  });
});
