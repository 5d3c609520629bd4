import type { SampleIssue } from '../../demo/replay/sample.ts';

export function sampleIssue(line: number, title: string, more: Partial<SampleIssue> = {}): SampleIssue {
  return {
    line,
    title,
    body: 'body',
    author: null,
    openedWith: [],
    locked: false,
    truth: {},
    similarTo: [],
    ...more,
  };
}
