/** @jsxImportSource hono/jsx */
import { expect, it } from 'vitest';
import { RefusedLine } from '../../src/console/pages/issue/refused-line.tsx';
import type { TimelineEntry } from '../../src/read/console.ts';
import type { IssueProps } from '../../views/issue-props.ts';
import { describeEvent } from '../../views/timeline-words.tsx';

const entry = (code: string): TimelineEntry => ({
  ...{ id: 1, kind: 'refused', deliveryId: null, at: '2026-11-16T00:00:00Z' },
  actor: { login: 'dispatch', id: null, kind: 'bot' },
  detail: { kind: 'label.add', label: 'bug', reason: { code } },
});
const text = (html: unknown) =>
  String(html)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
const shown = (code: string) => {
  const props = { detail: { timeline: [entry(code)] } } as unknown as IssueProps;
  return {
    line: text(<RefusedLine props={props} />),
    event: text(<div>{describeEvent(entry(code), new Map()).words}</div>),
  };
};

it('a held label waits for approval, and nothing says that it was refused', () => {
  const { line, event } = shown('held_by_automation');
  expect(line).toContain('Waiting for approval on GitHub');
  expect(line).not.toContain('Refused');
  expect(event).toMatch(/proposed to add bug.*Waiting for approval on GitHub/);
  expect(shown('label_gone').line).toContain('Refused');
  expect(shown('label_gone').event).toContain('couldn’t add bug');
});
