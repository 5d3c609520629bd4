import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import type { Sample, SampleIssue, Truth } from '../replay/sample.ts';
import { loadPast } from './past.ts';
import { labelOfValue, storyLabels } from './story-labels.ts';
import { storyPeople } from './story-people.ts';

const here = import.meta.dirname;

const lineSchema = z.strictObject({
  title: z.string().min(1),
  body: z.string(),
  author: z.string(),
  createdAt: z.iso.datetime(),
  openedWith: z.array(z.string()).default([]),
  locked: z.boolean().default(false),
  truth: z.strictObject({
    /** Null: a maintainer would leave it without one. */
    category: z.enum(['bug', 'feature', 'question', 'documentation']).nullable(),
    priority: z.enum(['critical', 'high', 'medium', 'low']).optional(),
    areas: z.array(z.string()).optional(),
    similarTo: z.array(z.int()).default([]),
  }),
});

/** Keepsill, a photo backup server that exists only here: its repository, its people, two years of past and the three weeks after them. */
export function loadStory(): Sample {
  return {
    owner: 'keepsill',
    repository: 'keepsill',
    description: "The family's photos on a computer of your own",
    labels: storyLabels,
    files: readTree(join(here, 'repository')),
    people: storyPeople,
    past: loadPast(),
    issues: readFileSync(join(here, 'issues.jsonl'), 'utf8').trimEnd().split('\n').map(parseLine),
  };
}

function parseLine(text: string, index: number): SampleIssue {
  const { title, body, author, openedWith, locked, truth } = lineSchema.parse(JSON.parse(text));
  return {
    line: index + 1,
    title,
    body,
    author,
    openedWith,
    locked,
    truth: toLabels(truth),
    similarTo: truth.similarTo,
  };
}

function toLabels(truth: z.infer<typeof lineSchema>['truth']): Truth {
  const labels: Truth = { category: truth.category ? [carrier(truth.category)] : [] };
  if (truth.priority) labels.priority = [carrier(truth.priority)];
  if (truth.areas) labels.area = truth.areas;
  return labels;
}

function carrier(value: string): string {
  const label = labelOfValue[value];
  if (!label) throw new Error(`no label in the story carries "${value}"`);
  return label;
}

function readTree(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')];
    }),
  );
}
