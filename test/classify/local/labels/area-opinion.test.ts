import { describe, expect, it } from 'vitest';
import { areaOpinion } from '../../../../src/classify/local/labels/area-opinion.ts';
import {
  askTaughtModel,
  taughtModelFromBytes,
  taughtModelToBytes,
  trainTaughtModel,
} from '../../../../src/classify/local/labels/taught-model.ts';
import { defaultThreshold } from '../../../../src/domain/decide/decide-autonomy.ts';
import type { LabelMeaning } from '../../../../src/domain/issue/decision.ts';

const area = (name: string, description = ''): LabelMeaning => ({
  label: { id: name.length, name, color: '', description },
  ...{ dimension: 'area', value: name, reason: 'name' },
});
const meanings = [area('area/uploads'), area('area/search', 'Elasticsearch'), area('ci')];
const issueOf = (title: string, body = '') => ({ title, body });

describe('an area that has not been taught', () => {
  const opinion = areaOpinion(null, issueOf('Upload stops at 99 %', 'The search is fine.'), meanings);

  it('is likelier than not where the title names it, and says so', () => {
    expect(opinion.probabilities['area/uploads']).toBeGreaterThan(0.5);
    expect(opinion.reasons['area/uploads']?.map(({ text }) => text)).toEqual(['title names `upload`']);
  });

  it('is never sure enough to be written', () => {
    for (const p of Object.values(opinion.probabilities)) expect(p).toBeLessThan(defaultThreshold);
  });

  it('is not suggested because the text mentions it', () => {
    expect(opinion.probabilities['area/search']).toBeLessThan(0.5);
    expect(opinion.probabilities).not.toHaveProperty('ci');
  });

  it('is known by a telling word of its description too', () => {
    const described = areaOpinion(null, issueOf('Elasticsearch is red'), meanings);
    expect(described.reasons['area/search']?.[0]?.text).toBe('title tells of `elasticsearch`');
  });

  it('has nothing to say of code', () => {
    const code = areaOpinion(null, issueOf('Crash', '```\nuploads()\n```'), meanings);
    expect(code.probabilities).toEqual({});
  });
});

const lessons = Array.from({ length: 60 }, (_, i) => ({
  title: i % 3 === 0 ? `zorp of the plinth ${i}` : `flib for the lamp ${i}`,
  body: i % 3 === 0 ? 'The plinth zorps.' : 'The lamp flibs.',
  labels: [...(i % 3 === 0 ? ['area/uploads'] : []), ...(i < 9 ? ['ci'] : [])],
}));

describe('an area that has been taught', () => {
  const model = taughtModelFromBytes(taughtModelToBytes(trainTaughtModel('area', lessons)));

  it('is told by what its issues say, with reasons in words, from ten examples up', () => {
    const { probabilities, reasons } = areaOpinion(model, issueOf('zorp again', 'A plinth zorps.'), meanings);
    expect(probabilities['area/uploads']).toBeGreaterThan(0.7);
    expect(reasons['area/uploads']?.[0]?.text).toMatch(/zorp|plinth/);
    // Nine examples are not enough: its name is all there is.
    expect(probabilities).not.toHaveProperty('ci');
  });

  it('is no longer told by its name', () => {
    const { probabilities } = areaOpinion(model, issueOf('flib for uploads', 'The lamp flibs.'), meanings);
    expect(probabilities['area/uploads']).toBeLessThan(0.5);
  });
});

describe('a priority scale that has been taught', () => {
  it('knows the levels that the repository uses, and no others', () => {
    const model = trainTaughtModel(
      'priority',
      lessons.map((row, i) => ({ ...row, labels: [i % 3 === 0 ? 'critical' : 'medium'] })),
    );
    const { probabilities, reasons } = askTaughtModel(model, issueOf('zorp again', 'A plinth zorps.'));
    expect(Object.keys(probabilities).sort()).toEqual(['critical', 'medium']);
    expect(probabilities.critical).toBeGreaterThan(0.6);
    expect(reasons.critical?.[0]?.text).toMatch(/zorp|plinth/);
  });
});
