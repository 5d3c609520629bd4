import { describe, expect, it } from 'vitest';
import { findTemplateLines, withoutTemplate } from '../../../src/domain/similarity/template-lines.ts';

const bodies = ['red', 'green', 'blue', 'cyan', 'pink', 'teal', 'gold', 'gray'].map(
  (color) => `**Which version?** 1.2\nIt turns ${color} when I ${color}light it`,
);

describe('template lines', () => {
  it('are those that stand in many issues, whatever the digits in them', () => {
    const template = findTemplateLines(bodies);
    expect(template.size).toBe(1);
    expect(withoutTemplate('**Which version?** 4.0\nIt melts', template)).toBe('It melts');
  });

  it('are not looked for in a handful of issues', () => {
    expect(findTemplateLines(bodies.slice(0, 7)).size).toBe(0);
  });

  it('leave a body as it is where there are none', () => {
    expect(withoutTemplate('line one\n\nline two', new Set())).toBe('line one\n\nline two');
  });
});
