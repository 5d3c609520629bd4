import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Octokit } from '@octokit/rest';
import { type IssueForm, parseIssueForm } from '../../src/domain/forms/issue-form.ts';
import { parseIssueTemplate } from '../../src/domain/forms/issue-template.ts';

const folder = '.github/ISSUE_TEMPLATE';
const isTemplate = (name: string) => /\.(?:ya?ml|md)$/i.test(name) && !/^config\.ya?ml$/i.test(name);
const mostTemplates = 20;

function parse(name: string, text: string): IssueForm[] {
  const form = /ya?ml$/i.test(name) ? parseIssueForm(text) : parseIssueTemplate(text, `${folder}/${name}`);
  return form ? [form] : [];
}

/** The issue forms and templates in a folder. @throws Error where it can't be read */
export async function readTemplates(path: string): Promise<IssueForm[]> {
  const names = (await readdir(path)).filter(isTemplate).slice(0, mostTemplates);
  const texts = await Promise.all(names.map((name) => readFile(join(path, name), 'utf8')));
  return texts.flatMap((text, i) => parse(names[i] ?? '', text));
}

/** Those of a repository on GitHub; none where it has no folder of them. */
export async function readTemplatesOf(octokit: Octokit, owner: string, repo: string): Promise<IssueForm[]> {
  const raw = { mediaType: { format: 'raw' } };
  try {
    const { data } = await octokit.rest.repos.getContent({ owner, repo, path: folder });
    const names = (Array.isArray(data) ? data : []).map(({ name }) => name).filter(isTemplate);
    const forms: IssueForm[] = [];
    for (const name of names.slice(0, mostTemplates)) {
      const file = await octokit.rest.repos.getContent({ owner, repo, path: `${folder}/${name}`, ...raw });
      forms.push(...parse(name, String(file.data)));
    }
    return forms;
  } catch (error) {
    if ((error as { status?: number }).status === 404) return [];
    throw error;
  }
}
