import { capBody } from './issue-text.ts';

/** How a frame of a stack is written, each with the function's name in `name`. Bounded, so no text makes them slow. */
const frameShapes: RegExp[] = [
  // JavaScript: at readFile (node:fs:12:3), at async Object.run (file.js:1:2)
  /^at (?:async |new )?(?<name>[\w$.<>[\]]{2,120}) \([^()]{1,300}:\d+(?::\d+)?\)/,
  // Java, Kotlin: at org.example.Main.run(Main.java:12)
  /^at (?<name>[\w$.<>/]{4,200})\((?:[\w$]{1,80}\.(?:java|kt|scala|groovy)(?::\d+)?|Native Method|Unknown Source)\)/,
  // C#: at Example.Main.Run(String a) in C:\main.cs:line 3
  /^at (?<name>[\w$.<>`]{4,200})\([^()]{0,200}\)(?: in .{1,300}:line \d+)?$/,
  // Python: File "main.py", line 3, in run
  /^File "[^"]{1,300}", line \d+, in (?<name>[\w.<>]{2,120})/,
  // Go: runtime.mallocgc(0x10, 0x0)  net/http.(*conn).serve(0xc0)
  /^(?<name>[a-z][\w./-]{0,100}\.(?:\(\*?\w{1,80}\)\.)?\w{1,80}(?:\.func\d+)?)\((?:0x[0-9a-f]+|\.\.\.|[{},\s?])+\)/,
  // gdb, lldb: #1  0x00ff in copy_bytes (n=3) at main.c:3
  /^#\d+\s+(?:0x[0-9a-f]+ in )?(?<name>[\w:~$<>.]{2,120}) ?\(/,
  // Rust: 3: core::panicking::panic
  /^\d+:\s+(?:0x[0-9a-f]+ - )?(?<name>[\w<>]{1,80}(?:::[\w<>{}#]{1,80}){1,8})/,
  // Ruby: from main.rb:3:in `run'
  /^(?:from )?[^\s:]{1,200}\.rb:\d+:in [`'](?<name>[\w .#?!]{2,80})'/,
];

const maxFrames = 60;

/** Names of the functions on the stacks that a text shows, outermost call last, each once. */
export function stackFrames(text: string): string[] {
  const frames = new Set<string>();
  for (const raw of capBody(text).split('\n')) {
    const line = raw.trim();
    if (line.length < 6 || line.length > 600) continue;
    const name = frameName(line);
    if (name !== null) frames.add(name);
    if (frames.size === maxFrames) break;
  }
  return [...frames];
}

function frameName(line: string): string | null {
  for (const shape of frameShapes) {
    const name = shape.exec(line)?.groups?.name;
    if (name !== undefined) return name;
  }
  return null;
}
