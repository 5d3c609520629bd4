import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { PastIssue } from '../../demo/local-github/world/past-issue.ts';
import { loadStory } from '../../demo/story/story.ts';
import { settingsSchema } from '../../src/domain/settings/settings.ts';

const story = loadStory();
const titled = (part: string) => {
  const found = story.issues.find((issue) => issue.title.includes(part));
  if (!found) throw new Error(`no issue titled …${part}…`);
  return found;
};

const kinds = new Set(['bug', 'enhancement', 'question', 'documentation']);

/** The labels that an issue of the past has in the end. */
function standing({ history }: PastIssue): string[] {
  const labels = new Set<string>();
  for (const one of history) {
    if (one.event === 'labeled') labels.add(one.label);
    if (one.event === 'unlabeled') labels.delete(one.label);
  }
  return [...labels];
}

describe('the story', () => {
  it('has about sixty issues, each numbered by its line', () => {
    expect(story.issues.length).toBeGreaterThanOrEqual(60);
    expect(story.issues.map((issue) => issue.line)).toEqual(story.issues.map((_, index) => index + 1));
    expect(new Set(story.issues.map((issue) => issue.title)).size).toBe(story.issues.length);
  });

  it('is told in order of time', () => {
    const lines = readFileSync(join(import.meta.dirname, '../../demo/story/issues.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    const times = lines.map((line) => JSON.parse(line).createdAt as string);
    expect(times).toEqual([...times].sort());
  });

  it('has a past of about 300 issues, told in order of time and over before the story begins', () => {
    expect(story.past.length).toBeGreaterThanOrEqual(300);
    const filed = story.past.map((issue) => issue.createdAt);
    expect(filed).toEqual([...filed].sort());
    for (const { createdAt, history } of story.past) {
      const times = [createdAt, ...history.map(({ at }) => at)];
      expect(times).toEqual([...times].sort());
      expect(times.at(-1) ?? '').toMatch(/^(202[45]|2026-0[12]|2026-03-0[12])/);
    }
  });

  it('tells nothing twice: each title of past and story is its own', () => {
    const titles = [...story.past, ...story.issues].map(({ title }) => title.toLowerCase());
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('has a past that people at work left behind: known hands, known labels, one category at most', () => {
    const may = new Map(story.people.map(({ login, permission }) => [login, permission]));
    const names = new Set(story.labels.map((label) => label.name));
    const categories = new Map<string, number>();
    for (const issue of story.past) {
      expect(may.has(issue.author)).toBe(true);
      for (const one of issue.history) {
        if (one.event === 'labeled' || one.event === 'unlabeled') expect(names).toContain(one.label);
        if (one.event === 'assigned') expect(['write', 'admin']).toContain(may.get(one.assignee));
        if (may.get(one.by) === 'read') expect([one.event, one.by]).toEqual(['closed', issue.author]);
        expect(may.has(one.by)).toBe(true);
      }
      const [category = 'none', ...more] = standing(issue).filter((label) => kinds.has(label));
      expect(more).toEqual([]);
      categories.set(category, (categories.get(category) ?? 0) + 1);
    }
    const labeled = story.past.length - (categories.get('none') ?? 0);
    expect(labeled / story.past.length).toBeGreaterThan(0.85);
    const share = (label: string) => Math.round((100 * (categories.get(label) ?? 0)) / labeled);
    expect([...kinds].map(share)).toEqual([50, 25, 15, 10]);
  });

  it('expects only labels that the repository has', () => {
    const names = new Set(story.labels.map((label) => label.name));
    for (const issue of story.issues)
      for (const label of [...Object.values(issue.truth).flat(), ...issue.openedWith])
        expect(names).toContain(label);
  });

  it('has labels that GitHub would take: unique whatever their case, six digits of color, short enough', () => {
    expect(new Set(story.labels.map((label) => label.name.toLowerCase())).size).toBe(story.labels.length);
    for (const label of story.labels) {
      expect(label.color).toMatch(/^[0-9a-f]{6}$/);
      expect(label.name.length).toBeLessThanOrEqual(50);
      expect(label.description.length).toBeLessThanOrEqual(100);
    }
  });

  it('is written by people that exist, with logins that GitHub would take', () => {
    const logins = new Set(story.people.map((person) => person.login));
    for (const issue of story.issues) expect(logins).toContain(issue.author);
    for (const login of logins) expect(login).toMatch(/^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}(?:\[bot\])?$/i);
    expect(story.people.filter((person) => person.kind === 'bot')).toHaveLength(1);
  });

  it('links each related issue to earlier ones only, in at least four groups', () => {
    const group = new Map<number, number>();
    for (const issue of story.issues) {
      for (const other of issue.similarTo) expect(other).toBeLessThan(issue.line);
      const first = issue.similarTo[0];
      if (first !== undefined) group.set(issue.line, group.get(first) ?? first);
    }
    expect(new Set(group.values()).size).toBeGreaterThanOrEqual(4);
  });

  it('holds the issues that are hard: hostile, leaked, foreign, empty, long, locked, a bot and no-triage', () => {
    expect(titled('urgent security fix').body).toMatch(/Ignore all previous instructions[\s\S]*@everyone/);
    expect(titled('token included').body).toMatch(/EXAMPLEKEY/);
    expect(titled('Live Photos').body).toMatch(/[\u3040-\u30ff]/);
    expect(titled('Map is empty').body.match(/_No response_/g)).toHaveLength(4);
    expect(titled('CLI upload stuck').body.length).toBeGreaterThan(10_000);
    expect(titled('Error').body).toBeTruthy();
    expect(story.issues.filter((issue) => issue.locked)).toHaveLength(1);
    expect(story.issues.filter((issue) => issue.author?.endsWith('[bot]'))).toHaveLength(1);
    expect(story.issues.filter((issue) => issue.openedWith.includes('no-triage'))).toHaveLength(1);
  });

  it('brings settings that apply, an issue form and owners', () => {
    expect(settingsSchema.parse(parse(story.files['.github/dispatch.yml'] ?? '')).mode).toBe('apply');
    expect(parse(story.files['.github/ISSUE_TEMPLATE/bug.yml'] ?? '').body.length).toBeGreaterThan(4);
    expect(story.files['.github/CODEOWNERS']).toContain('@ilse-brandt');
  });
});
