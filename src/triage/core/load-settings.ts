import { type IssueForm, parseIssueForm } from '../../domain/forms/issue-form.ts';
import { parseIssueTemplate } from '../../domain/forms/issue-template.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { type OwnerRule, parseCodeowners } from '../../domain/routing/codeowners.ts';
import { parseSettings } from '../../domain/settings/parse-settings.ts';
import { defaultSettings } from '../../domain/settings/settings.ts';
import { presentNames, withPresentNames } from '../../domain/taxonomy/label-names.ts';
import type { GitHub, RepositorySettings, RepositoryStore } from '../ports/core.ts';

/** Where the settings stand, in the repository and in the organization's `.github` repository. */
export const settingsPath = '.github/dispatch.yml';
/** The other ending that YAML has. Where both files exist, `dispatch.yml` wins. */
const otherSettingsPath = '.github/dispatch.yaml';
const formsFolder = '.github/ISSUE_TEMPLATE';
/** Where a repository's only template may stand. Folders are listed, since its name may be written in any case; the root is no folder to list. */
const templateFolders = ['.github', 'docs'];
const rootTemplates = ['ISSUE_TEMPLATE.md', 'issue_template.md'];
/** GitHub takes the first of these that there is. */
const ownersPaths = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** A chooser with more forms than this helps nobody; the rest is not read. */
const maxForms = 20;

type Files = Pick<GitHub, 'getFile' | 'listFiles' | 'getRepository' | 'canSee'>;
type Place = Pick<RepositoryRef, 'owner' | 'name'>;

/** Reads in a row that a change overtakes; then the job is tried again later. */
const maxReads = 5;

/**
 * The settings in force: the repository's own file, else the organization's, else the defaults. A file with problems
 * leaves the last good settings in force; its problems are kept and shown. Issue forms, CODEOWNERS and the repository's description
 * come with them.
 * What was marked stale while it was read is read again. Throws where GitHub does not say what there is: the last good
 * settings stay, and are read at the next try.
 */
export async function loadSettings(
  deps: { github: Files; repositories: RepositoryStore },
  repo: RepositoryRef,
): Promise<RepositorySettings> {
  for (let reads = 0; reads < maxReads; reads++) {
    const known = await keptSettings(deps.repositories, repo);
    if (known) return known;
    const began = await deps.repositories.staleMarks(repo);
    const before = await deps.repositories.knownSettings(repo);
    const read = await readFiles(deps.github, repo, before);
    const saved = await deps.repositories.saveSettings(repo, read, began);
    if (saved) return withLabelsOfToday(saved, await deps.repositories.knownLabels(repo));
  }
  throw new Error('the settings changed again each time they were read');
}

/**
 * A file that was there and is not there any more would switch things on that people had switched off, so its absence has
 * to be said twice, and only of a repository that can be seen.
 */
async function readFiles(
  github: Files,
  repo: RepositoryRef,
  before: RepositorySettings | null,
): Promise<RepositorySettings> {
  const first = await readFilesOnce(github, repo);
  const read = before && lacks(first, before) ? await readFilesOnce(github, repo) : first;
  const shown = await github.getRepository(repo);
  if (!shown) throw new Error('GitHub does not show the repository now, so nothing is known of its settings');
  const described = { ...read, description: shown.description ?? '' };
  if (before?.source !== 'organisation' || read.source !== 'defaults') return described;
  if (await github.canSee(sharedOf(repo))) return described;
  // It may be gone, or out of the App's reach: both look alike, and neither says that its settings do not hold any more.
  return {
    ...described,
    settings: before.settings,
    source: before.source,
    forms: before.forms,
    problems: [outOfReach],
  };
}

const outOfReach =
  "The organization's .github repository can't be read, so its last settings stay in force. Give the app access to it, or add .github/dispatch.yml to this repository.";

/** The repository that holds an organization's settings and issue forms. */
const sharedOf = ({ owner }: Place): Place => ({ owner, name: '.github' });

/** Less was found than before. */
function lacks(read: RepositorySettings, before: RepositorySettings): boolean {
  const rank = ({ source }: RepositorySettings) =>
    source === 'defaults' ? 0 : source === 'organisation' ? 1 : 2;
  return (
    rank(read) < rank(before) ||
    read.forms.length < before.forms.length ||
    (read.codeowners.length === 0 && before.codeowners.length > 0)
  );
}

async function readFilesOnce(github: Files, repo: RepositoryRef): Promise<RepositorySettings> {
  const shared = sharedOf(repo);
  const [own, forms, codeowners] = await Promise.all([
    readSettingsFile(github, repo),
    readForms(github, repo, shared),
    readOwners(github, repo),
  ]);
  const others = own ? null : await readSettingsFile(github, shared);
  return { ...readSettings(own, others?.text ?? null), forms, codeowners };
}

/** Where both endings exist, the source says which file counts. */
async function readSettingsFile(
  github: Files,
  place: Place,
): Promise<{ text: string; source: string } | null> {
  const [usual, other] = await Promise.all([
    github.getFile(place, settingsPath),
    github.getFile(place, otherSettingsPath),
  ]);
  if (usual && other) return { text: usual.text, source: `${settingsPath}, not ${otherSettingsPath}` };
  if (usual) return { text: usual.text, source: settingsPath };
  return other && { text: other.text, source: otherSettingsPath };
}

/** The settings in force as far as they are known; null where GitHub has to be asked. */
export async function keptSettings(
  repositories: Pick<RepositoryStore, 'getSettings' | 'knownLabels'>,
  repo: RepositoryRef,
): Promise<RepositorySettings | null> {
  const [known, labels] = await Promise.all([repositories.getSettings(repo), repositories.knownLabels(repo)]);
  return known && withLabelsOfToday(known, labels);
}

/** A label that was renamed is still the one that the settings mean. */
function withLabelsOfToday(
  read: RepositorySettings,
  labels: Awaited<ReturnType<RepositoryStore['knownLabels']>>,
): RepositorySettings {
  if (!labels?.some(({ formerNames }) => formerNames.length > 0)) return read;
  return { ...read, settings: withPresentNames(read.settings, presentNames(labels)) };
}

function readSettings(
  own: { text: string; source: string } | null,
  shared: string | null,
): Pick<RepositorySettings, 'settings' | 'problems' | 'source'> {
  const text = own?.text ?? shared;
  const source = own?.source ?? (shared !== null ? 'organisation' : 'defaults');
  const parsed = parseSettings(text ?? '');
  if ('settings' in parsed) return { settings: parsed.settings, problems: [], source };
  return { settings: defaultSettings, problems: parsed.problems, source };
}

/** The repository's own forms and templates; where it has none, the organization's, as GitHub shows them. */
async function readForms(github: Files, repo: Place, shared: Place): Promise<IssueForm[]> {
  const own = await readFormsOf(github, repo);
  return own.length > 0 ? own : readFormsOf(github, shared);
}

async function readFormsOf(github: Files, place: Place): Promise<IssueForm[]> {
  const inFolder = await github.listFiles(place, formsFolder);
  if (inFolder.length > 0) return parseForms(github, place, inFolder);
  const folders = await Promise.all(templateFolders.map((folder) => github.listFiles(place, folder)));
  const single = folders.flat().find((path) => /(?:^|\/)issue_template\.(?:md|markdown|txt)$/i.test(path));
  return parseForms(github, place, single === undefined ? rootTemplates : [single]);
}

async function parseForms(github: Files, place: Place, files: readonly string[]): Promise<IssueForm[]> {
  const paths = files.filter(
    (path) => /\.(?:ya?ml|md|markdown|txt)$/i.test(path) && !/\/config\.ya?ml$/i.test(path),
  );
  const texts = await Promise.all(paths.slice(0, maxForms).map((path) => github.getFile(place, path)));
  return texts.flatMap((file, i) => {
    const path = paths[i] ?? '';
    if (!file) return [];
    return (/ya?ml$/i.test(path) ? parseIssueForm(file.text) : parseIssueTemplate(file.text, path)) ?? [];
  });
}

async function readOwners(github: Files, repo: Place): Promise<OwnerRule[]> {
  for (const path of ownersPaths) {
    const file = await github.getFile(repo, path);
    if (file) return parseCodeowners(file.text);
  }
  return [];
}
