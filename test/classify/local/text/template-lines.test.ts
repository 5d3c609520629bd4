import { describe, expect, it } from 'vitest';
import { extractFeatures, proseOf } from '../../../../src/classify/local/features/issue-features.ts';
import { readIssue } from '../../../../src/classify/local/text/read-issue.ts';
import { findTemplateLinesInTexts } from '../../../../src/classify/local/text/template-lines.ts';

const filled = (answer: string) => ({
  title: 'x',
  body: `<!-- read\nme first -->\n### Steps to reproduce\n\n${answer}\n\n**Version:** 1.2.${answer.length}\n`,
});

describe('template lines', () => {
  const templates = findTemplateLinesInTexts(
    ['one press', 'two clicks there', 'three', 'four more words'].map(filled),
  );

  it('are found without labels, numbers aside', () => expect(templates.size).toBe(2));

  it("are left out of the writer's own words, as are comments", () => {
    const prose = proseOf(readIssue(filled('my own story')), templates);
    expect(prose.trim()).toBe('my own story');
  });

  it('need four issues', () =>
    expect(findTemplateLinesInTexts(['a b', 'c d', 'e f'].map(filled)).size).toBe(0));

  it('are a block of features', () => {
    expect(extractFeatures(filled('hello'), templates).blocks.templates.keys).toHaveLength(2);
    expect(extractFeatures({ title: '', body: 'hello' }, templates).blocks.templates.keys).toHaveLength(0);
  });
});
