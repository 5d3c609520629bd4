import { describe, expect, it } from 'vitest';
import { stackFrames } from '../../../src/domain/similarity/stack-frames.ts';

describe('stackFrames', () => {
  it.each([
    ['JavaScript', '    at async Reader.open (file:///app/reader.js:10:5)', 'Reader.open'],
    ['Java', '\tat org.example.Main.run(Main.java:12)', 'org.example.Main.run'],
    ['C#', '   at Example.Main.Run(String name) in C:\\src\\Main.cs:line 3', 'Example.Main.Run'],
    ['Python', '  File "/srv/app.py", line 3, in handle', 'handle'],
    ['Go', 'net/http.(*conn).serve(0xc000112000, 0x1)', 'net/http.(*conn).serve'],
    ['gdb', '#1  0x0000ffee in copy_bytes (n=3) at main.c:3', 'copy_bytes'],
    ['Rust', '   3: core::panicking::panic', 'core::panicking::panic'],
    ['Ruby', "from lib/main.rb:3:in `run'", 'run'],
  ])('reads %s', (_, line, name) => {
    expect(stackFrames(`It crashed:\n${line}\n`)).toEqual([name]);
  });

  it('takes ordinary code for no stack', () => {
    expect(stackFrames('fmt.Println()\nfoo(bar)\nlook at main (here)\n1: first\n2: second')).toEqual([]);
  });

  it('names each function once', () => {
    expect(stackFrames('at a.b (x.js:1:2)\nat a.b (x.js:9:2)')).toEqual(['a.b']);
  });
});
