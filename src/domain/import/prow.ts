import { isLabelName, parseLogin } from '../text/names.ts';
import type { Finding, FoundFile, ImportReader, SettingsPart } from './finding.ts';
import { entriesOf, listOf, readData, textOf, textsOf, valueIn } from './read-data.ts';

const isOwners = (path: string) => /(?:^|\/)OWNERS$/.test(path);
const aliasesPath = 'OWNERS_ALIASES';

/** Prow: owners and labels by folder, and the plugins that are switched on. */
export const prow: ImportReader = {
  name: 'Prow',
  reads: (path) => isOwners(path) || path === aliasesPath || /(?:^|\/)(?:prow|plugins)\.ya?ml$/.test(path),
  read(file, all) {
    if (isOwners(file.path)) return ofOwners(file, all);
    if (file.path === aliasesPath) return [];
    const data = readData(file.path, file.text);
    return [...ofPlugins(data), ...ofRequired(data)];
  },
};

function ofOwners(file: FoundFile, all: readonly FoundFile[]): Finding[] {
  const written = asYaml(file);
  // Prow takes either the plain keys or `filters`, by patterns of file names; `.*` says the same as the plain keys.
  const filters = entriesOf(valueIn(written, 'filters'));
  const data = filters.find(([pattern]) => pattern === '.*')?.[1] ?? written;
  const aliases = new Map(
    all
      .filter(({ path }) => path === aliasesPath)
      .flatMap((each) => entriesOf(valueIn(asYaml(each), 'aliases')))
      .map(([name, people]) => [name.toLowerCase(), textsOf(people)]),
  );
  const people = (name: string) =>
    textsOf(valueIn(data, name))
      .flatMap((each) => aliases.get(each.toLowerCase()) ?? each)
      .flatMap((each) => parseLogin(each) ?? []);
  const members = [...new Set([...people('approvers'), ...people('reviewers')])];
  const labels = textsOf(valueIn(data, 'labels')).filter(isLabelName);
  const folder = file.path.slice(0, -'OWNERS'.length).replace(/\/$/, '') || 'the root';
  const ofLabels = labels.map((label): Finding => {
    const parts: SettingsPart[] = [{ kind: 'area', label }];
    if (members.length > 0) parts.push({ kind: 'team', label, members });
    const team = members.length > 0 ? ` whose issues go to ${members.length} people` : '';
    return { outcome: 'taken', what: `label ${label} of ${folder}`, why: `It is an area${team}.`, parts };
  });
  const ofFiles = filters
    .filter(([pattern]) => pattern !== '.*')
    .flatMap(([pattern, of]) =>
      textsOf(valueIn(of, 'labels')).map(
        (label): Finding => ({
          ...{ outcome: 'left', what: `label ${label} of files ${pattern} in ${folder}` },
          why: 'It goes by the names of changed files, which an issue does not have.',
        }),
      ),
    );
  if (ofLabels.length > 0 || members.length === 0) return [...ofLabels, ...ofFiles];
  return [
    ...ofFiles,
    {
      ...{ outcome: 'left', what: `owners of ${folder}` },
      why: 'Write them into CODEOWNERS, which routing reads for the paths that an issue names.',
    },
  ];
}

/** OWNERS files have no ending, and hold YAML. */
const asYaml = ({ path, text }: FoundFile) => readData(`${path}.yaml`, text);

const commands: ReadonlyMap<string, string> = new Map([
  ['label', '`/label NAME`, `/category` and `/priority` do this.'],
  ['assign', '`/assign @login` does this.'],
  ['lifecycle', 'DispatchAI closes nothing for its age; `/ignore` keeps it away from an issue.'],
  ['milestone', '`/milestone v2.1` does this.'],
  ['help', '`/label "good first issue"` does this.'],
]);

function ofPlugins(data: unknown): Finding[] {
  const lists = entriesOf(valueIn(data, 'plugins')).flatMap(([, list]) =>
    Array.isArray(list) ? textsOf(list) : textsOf(valueIn(list, 'plugins')),
  );
  return [...new Set(lists)].map((plugin): Finding => {
    const why = commands.get(plugin);
    return why === undefined
      ? { outcome: 'none', what: `plugin ${plugin}`, why: 'It has no counterpart.' }
      : { outcome: 'left', what: `plugin ${plugin}`, why };
  });
}

function ofRequired(data: unknown): Finding[] {
  return listOf(valueIn(data, 'require_matching_label')).map((entry) => ({
    ...{ outcome: 'none', what: `label ${textOf(valueIn(entry, 'missing_label'))} where none matches` },
    why: 'An issue of which nothing is sure stays without a label, and waits in the Inbox.',
  }));
}
