import { capBody } from '../similarity/issue-text.ts';

/** A path with a folder and a file's ending, as people, stack traces and compilers write them. */
const path =
  /(?:[A-Za-z]:)?[/\\]?(?:[\w.@~+-]{1,80}[/\\]){1,15}[\w.@+-]{1,80}\.[A-Za-z]\w{0,7}(?=[\s:)"'`,;\]>]|\.?$)/gm;
/** org.example.Main.run(Main.java:12): the package tells the folder. */
const javaFrame =
  /\bat ((?:[a-z_$][\w$]{0,60}\.){1,10})[A-Z][\w$]{0,80}\.[\w$<>]{1,80}\(([\w$]{1,80}\.(?:java|kt|scala|groovy))/g;
/** Code of others: nobody here owns it. */
const foreign =
  /(?:^|\/)(?:node_modules|site-packages|vendor|dist-packages|internal)\/|^(?:https?:|node:)|:\/\/|^\/usr\/|^www\./;
const most = 30;

/**
 * Paths of files that a text names, in the order they first stand, each once, with `/` between folders. Addresses on the
 * web and code of others are left out.
 */
export function namedPaths(text: string): string[] {
  const found = new Set<string>();
  const read = capBody(text);
  for (const [, folders = '', file = ''] of read.matchAll(javaFrame)) {
    found.add(`${folders.replaceAll('.', '/')}${file}`);
    if (found.size >= most) return [...found];
  }
  for (const match of read.matchAll(path)) {
    const before = read.slice(Math.max(0, match.index - 60), match.index);
    const named = match[0].replaceAll('\\', '/');
    if (/[\w:/]\S*$/.test(before) || foreign.test(named)) continue;
    found.add(named.replace(/^[A-Za-z]:/, '').replace(/^\.\//, ''));
    if (found.size >= most) break;
  }
  return [...found];
}
