import { capBody } from '../similarity/issue-text.ts';

/** A path of a file that a text names, with `/` between folders. */
export interface NamedPath {
  path: string;
  /**
   * What its beginning is: `repository` for a path as it stands in a repository, as far as the text shows; `machine` for one
   * from the root of some machine, whose beginning says nothing; `home` for one of a person's own folder, where their own files lie;
   * `package` for one that begins with the name of an installed package; `module` for a dotted name, without a file's ending.
   */
  from: 'repository' | 'machine' | 'home' | 'package' | 'module';
}

/** A path with a folder and a file's ending, as people, stack traces and compilers write them. */
const path =
  /(?:[A-Za-z]:)?[/\\]?(?:[\w.@~+-]{1,80}[/\\]){1,20}[\w.@+-]{1,80}\.[A-Za-z]\w{0,7}(?=[\s:)"'`,;\]>#?|]|\.?$)/gm;
/** org.example.Main.run(Main.java:12): the package tells the folder. */
const javaFrame =
  /\bat ((?:[a-z_$][\w$]{0,60}\.){1,10})[A-Z][\w$]{0,80}\.[\w$<>]{1,80}\(([\w$]{1,80}\.(?:java|kt|scala|groovy))/g;
/** `[homeassistant.components.mqtt]`, `File "x", in pkg.module.sub`: dotted names of three parts or more, in lower case. */
const moduleName = /(?<![\w./@-])[a-z_][a-z0-9_]{0,60}(?:\.[a-z_][a-z0-9_]{0,60}){2,8}(?!\.?[\w(/@-])/g;
/** A file on GitHub, at some commit or branch, with a line or without. */
const blobAddress =
  /https:\/\/github\.com\/([\w.-]{1,100})\/([\w.-]{1,100})\/(?:blob|blame|raw)\/[^/\s]{1,100}\/([\w.@~+/-]{1,300})/g;

/** Code of others: nobody here owns it. */
const foreign = /(?:^|\/)(?:vendor|dist-packages)\/|^(?:https?:|node:)|:\/\/|^www\.|^internal\/[\w/-]+\.js$/;
const ofSystem = /^\/usr\/(?!src\/)/;
const installed = /^.*\/(?:site-packages|node_modules)\/(.+)$|^(?:site-packages|node_modules)\/(.+)$/;
const home = /^\/(?:home|Users|root)\/|^[A-Za-z]:\/Users\/|^~\//i;
const goModule = /(?:^|\/)github\.com\/([\w.-]+)\/([\w.-]+?)(?:@[^/]+)?\/(.+)$/;
const most = 30;

/**
 * Paths of files that a text names, in the order they first stand, each once. Addresses on the web and code of others are left
 * out, but for files of the repository on GitHub (`…/blob/main/src/a.ts#L3`).
 * @param repository `owner/name`, or nothing where it is not known: then no address counts
 */
export function namedPaths(text: string, repository?: string): NamedPath[] {
  const found = new Map<string, NamedPath>();
  const add = (named: NamedPath) => {
    if (found.size < most && !found.has(named.path)) found.set(named.path, named);
  };
  const read = capBody(text);
  const name = repository?.split('/')[1]?.toLowerCase();
  for (const [, , repo = '', file = ''] of read.matchAll(blobAddress)) {
    if (repo.toLowerCase() === name) add({ path: file.replace(/\.$/, ''), from: 'repository' });
  }
  for (const [, folders = '', file = ''] of read.matchAll(javaFrame))
    add({ path: `${folders.replaceAll('.', '/')}${file}`, from: 'package' });
  for (const match of read.matchAll(path)) {
    if (found.size >= most) break;
    const before = read.slice(Math.max(0, match.index - 60), match.index);
    if (/[\w:/]\S*$/.test(before)) continue;
    const named = readPath(match[0].replaceAll('\\', '/'), name);
    if (named) add(named);
  }
  for (const [dotted] of read.matchAll(moduleName)) {
    if (found.size >= most) break;
    if (!/^www\.|\.(?:com|org|net|io|dev|exe|json|md|yml|yaml|txt|log|html|py|js|ts)$/.test(dotted))
      add({ path: dotted.replaceAll('.', '/'), from: 'module' });
  }
  return [...found.values()];
}

function readPath(written: string, repository: string | undefined): NamedPath | null {
  const inPackage = installed.exec(written);
  if (inPackage) return { path: withoutScope(inPackage[1] ?? inPackage[2] ?? ''), from: 'package' };
  if (foreign.test(written) || ofSystem.test(written)) return null;
  const inGo = goModule.exec(written);
  if (inGo)
    return repository === undefined || inGo[2]?.toLowerCase() === repository
      ? { path: inGo[3] ?? '', from: 'repository' }
      : null;
  if (home.test(written)) return { path: written.replace(/^[A-Za-z]:/, ''), from: 'home' };
  const path = written.replace(/^[A-Za-z]:/, '').replace(/^\.\//, '');
  return { path, from: path.startsWith('/') ? 'machine' : 'repository' };
}

/** `@scope/pkg/dist/a.js` lies in the folder of the package: its scope is a name of the registry. */
const withoutScope = (path: string) => path.replace(/^@[^/]+\//, '');
