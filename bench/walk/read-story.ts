import { readFileSync } from 'node:fs';

/** The demo's issues as they were written, oldest first. */
export function readStory(): { title: string; body: string }[] {
  const text = readFileSync(new URL('../../demo/story/issues.jsonl', import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const { title, body } = JSON.parse(line) as { title: string; body: string | null };
      return { title, body: body ?? '' };
    });
}
