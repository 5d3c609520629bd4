import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIssues } from '../../demo/replay/read-issues.ts';

describe('reading a file of issues', () => {
  it('takes labels as names, as objects, as one label, and none', () => {
    const { issues, bad } = readIssues(
      [
        '{"title":"a","body":"b","labels":["bug","P1","bug"]}',
        '{"title":"a","body":null,"labels":[{"name":"bug","color":"ff0000"}],"number":7}',
        '{"title":"a","body":"","label":"question"}',
        '{"title":"a"}',
        '{"title":"a","labels":[]}',
      ].join('\n'),
    );
    expect(bad).toEqual([]);
    expect(issues.map(({ labels }) => labels)).toEqual([['bug', 'P1'], ['bug'], ['question'], null, []]);
    expect(issues[1]?.body).toBe('');
  });

  it('names bad lines by number, says why, and keeps all others', () => {
    const { issues, bad } = readIssues(
      [
        '{"title":"one"}',
        'not json',
        '',
        '{"body":"no title"}',
        '[]',
        '{"title":"  "}',
        '{"title":"x","labels":"bug"}',
        '{"title":"two"}',
        '{"title":"cut off',
      ].join('\n'),
    );
    expect(issues.map(({ line, title }) => [line, title])).toEqual([
      [1, 'one'],
      [8, 'two'],
    ]);
    expect(bad).toEqual([
      { line: 2, why: 'is not a JSON object' },
      { line: 4, why: '"title" is missing or not a text' },
      { line: 5, why: 'is not a JSON object' },
      { line: 6, why: '"title" is empty' },
      { line: 7, why: '"labels" is not a list of names' },
      { line: 9, why: 'is not a JSON object' },
    ]);
  });

  it('reads files from Windows and with a byte order mark', () => {
    expect(readIssues('\uFEFF{"title":"a"}\r\n{"title":"b"}\r\n').issues.map(({ title }) => title)).toEqual([
      'a',
      'b',
    ]);
  });

  it('loses no line: each one that is not empty is read or named', () => {
    const line = fc.oneof(
      fc.json().filter((text) => !text.includes('\n')),
      fc.record({ title: fc.string(), body: fc.string() }).map((issue) => JSON.stringify(issue)),
      fc.string().filter((text) => !/[\r\n\uFEFF]/.test(text)),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const { issues, bad } = readIssues(lines.join('\n'));
        const seen = [...issues, ...bad].map((one) => one.line).sort((a, b) => a - b);
        expect(seen).toEqual(lines.flatMap((text, index) => (text.trim() ? [index + 1] : [])));
      }),
    );
  });
});
