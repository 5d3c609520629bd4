import { describe, expect, it } from 'vitest';
import { readHistory } from '../../../../src/classify/local/category/history.ts';
import { modelSize } from '../../../../src/classify/local/category/model-cache.ts';
import { predict } from '../../../../src/classify/local/category/predict.ts';
import { modelFromBytes, modelToBytes } from '../../../../src/classify/local/category/repository-model.ts';
import { trainRepositoryModel } from '../../../../src/classify/local/category/train-repository-model.ts';
import { createLocalClassifier } from '../../../../src/classify/local/local-classifier.ts';
import { shippedPrior } from '../../../../src/classify/local/prior/shipped-prior.ts';
import { describeClassifier } from '../../classifier-contract.ts';
import { lessons } from '../lessons.ts';

const prior = shippedPrior();
const unseen = {
  title: 'The terminal shows a wrong result',
  body: '### Type\n\nDefect\n\nWhen I open the terminal it fails with an error.',
};
const best = (probabilities: Record<string, number>) =>
  Object.entries(probabilities).sort((a, b) => b[1] - a[1])[0]?.[0];

describeClassifier('the local classifier with a history', () => {
  const model = trainRepositoryModel(lessons({ bug: 20, feature: 20, question: 20 }), prior);
  return createLocalClassifier({ loadModel: async () => ({ model, version: 3 }) });
});

describe('trainRepositoryModel', () => {
  it('is the prior where nothing was taught', () => {
    const model = trainRepositoryModel([], prior);
    expect(model.local).toBeNull();
    expect(model.classes).toEqual(prior.classes);
  });

  it('is the prior where every lesson is the same', () => {
    expect(trainRepositoryModel(lessons({ bug: 12 }), prior).local).toBeNull();
  });

  it.each([10, 40, 80])('learns from %i lessons of each kind and gives probabilities', (count) => {
    const model = trainRepositoryModel(lessons({ bug: count, feature: count, question: count }), prior);
    const { probabilities } = predict(model, prior, unseen);
    expect(best(probabilities)).toBe('bug');
    expect(probabilities.bug).toBeGreaterThan(0.7);
    expect(Object.values(probabilities).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
  });

  it('still knows of values that ten lessons did not show, and forgets those that hundreds did not', () => {
    expect(trainRepositoryModel(lessons({ bug: 5, feature: 5 }), prior).classes).toContain('question');
    expect(trainRepositoryModel(lessons({ bug: 120, feature: 120 }), prior).classes).toEqual([
      'bug',
      'feature',
    ]);
  });

  it('does not take the one kind that is labeled for what everything is', () => {
    const rows = Array.from({ length: 260 }, (_, i) => ({
      title: `A page of the manual is out of date ${i}`,
      body: 'The manual names a flag that is gone.',
      label: i < 8 ? 'feature' : 'documentation',
    }));
    const others = Array.from({ length: 2_000 }, (_, i) => ({ title: `Crash ${i}`, body: 'It throws.' }));
    const model = trainRepositoryModel(rows, prior, readHistory(prior, [...others, ...rows]));
    const labeled = new Set(['feature', 'documentation']);
    expect(best(predict(model, prior, unseen, { labeled }).probabilities)).toBe('bug');
  });

  it('follows the form where its repository does, whatever the text sounds like', () => {
    const things = ['the menu', 'a printer', 'the export', 'two windows', 'the search', 'a theme'];
    const wish = (i: number) => `It would be nice if ${things[i % 6]} could show ${things[(i + 2) % 6]} too.`;
    const forms = {
      bug: (text: string) => `### What happened?\n\n${text}\n\n### Version\n\n2.1`,
      feature: (text: string) => `### Your idea\n\n${text}\n\n### Who would use it?\n\nEveryone`,
    };
    const rows = Array.from({ length: 60 }, (_, i) => {
      const label = i % 2 === 0 ? ('bug' as const) : ('feature' as const);
      return { title: `Show ${things[i % 6]}`, body: forms[label](wish(i)), label };
    });
    const model = trainRepositoryModel(rows, prior);
    for (const label of ['bug', 'feature'] as const) {
      const issue = { title: 'Show the calendar', body: forms[label]('It would be nice to see the weeks.') };
      expect(best(predict(model, prior, issue).probabilities), label).toBe(label);
    }
  });

  it('learns a category of its own that the prior has never heard of', () => {
    const model = trainRepositoryModel(lessons({ bug: 30, feature: 30, performance: 30 }), prior);
    const { probabilities } = predict(model, prior, {
      title: 'menu takes 9 seconds',
      body: 'It is slow, the profile is attached.',
    });
    expect(best(probabilities)).toBe('performance');
  });

  it('finds the answer under a heading and says so', () => {
    const model = trainRepositoryModel(lessons({ bug: 80, feature: 80, question: 80 }), prior);
    expect(model.answers).toContain('"type" begins with "defect"');
    const { reasons } = predict(model, prior, { title: 'Terminal', body: '### Type\n\nDefect\n' });
    expect(
      reasons.bug
        ?.filter((reason) => reason.kind === 'template')
        .map((reason) => reason.text)
        .join(),
    ).toContain('"defect"');
  });

  it('gives the same model for the same lessons', () => {
    const rows = lessons({ bug: 20, feature: 20, question: 20 });
    expect(modelToBytes(trainRepositoryModel(rows, prior))).toEqual(
      modelToBytes(trainRepositoryModel(rows, prior)),
    );
  });

  it('says the same after it was stored and read', () => {
    const model = trainRepositoryModel(lessons({ bug: 40, feature: 40, question: 40 }), prior);
    const read = modelFromBytes(modelToBytes(model));
    expect(predict(read, prior, unseen)).toEqual(predict(model, prior, unseen));
    expect(() => modelFromBytes(modelToBytes({ ...model, format: 2 as 1 }))).toThrow('format');
  });

  it('takes lessons that are empty or enormous', () => {
    const odd = [
      { title: '', body: '', label: 'bug' },
      { title: 'x', body: 'word '.repeat(50_000), label: 'feature' },
    ];
    const model = trainRepositoryModel([...lessons({ bug: 10, feature: 10 }), ...odd], prior);
    expect(modelSize(model)).toBeLessThan(8 * 1024 * 1024);
  });
});

describe('a repository where almost everything is a bug', () => {
  const rows = lessons({ bug: 180, feature: 15, question: 15 });
  const model = trainRepositoryModel(rows, prior);

  it('leans on that where the text says nothing', () => {
    expect(best(predict(model, prior, { title: 'Terminal', body: '' }).probabilities)).toBe('bug');
  });

  it('still hears the rare kinds', () => {
    expect(
      best(
        predict(model, prior, {
          title: 'Is it possible to change the terminal?',
          body: '### Type\n\nOther\n\nHello, how do I set it up? Thanks',
        }).probabilities,
      ),
    ).toBe('question');
    expect(
      best(
        predict(model, prior, {
          title: 'terminal: add an option',
          body: '### Type\n\nWish\n\nIt would be nice to allow more than one.',
        }).probabilities,
      ),
    ).toBe('feature');
  });
});

describe('ten lessons and a hundred issues that nobody has labeled', () => {
  // Here people who report what is broken write of a quib, and no lesson does.
  const unlabeled = lessons({ bug: 50, feature: 50 }).map(({ title, body, label }) => ({
    title: label === 'bug' ? `quib: ${title}` : title,
    body: label === 'bug' ? `${body} The quib is to blame.` : body,
  }));
  const taught = lessons({ bug: 5, feature: 5 });
  const asked = { title: 'The quib of the printer', body: 'The quib is to blame.' };
  const withHistory = (issues: { title: string; body: string }[]) =>
    predict(trainRepositoryModel(taught, prior, readHistory(prior, issues)), prior, asked).probabilities;

  it('learns from what it takes them for', () => {
    const with100 = withHistory([...unlabeled, ...taught]);
    const without = withHistory(taught);
    expect(best(with100)).toBe('bug');
    const odds = (p: number | undefined) => (p ?? 0) / (1 - (p ?? 0));
    expect(odds(with100.bug)).toBeGreaterThan(1.2 * odds(without.bug));
  });
});

describe('lessons of which many are wrong', () => {
  it('does not make the model surer than it is right', () => {
    const count = 150;
    const noisy = lessons({ bug: count / 2, feature: count / 2 }).map((row, i) =>
      i % 4 < 3 || i % 8 === 7 ? row : { ...row, label: row.label === 'bug' ? 'feature' : 'bug' },
    );
    const flipped = noisy.map((row, i) => (i % 7 === 0 ? { ...row, label: 'question' } : row));
    const model = trainRepositoryModel(flipped.slice(0, count - 20), prior);
    const unseen = flipped.slice(count - 20).map((row) => {
      const { probabilities } = predict(model, prior, row);
      const said = best(probabilities) ?? '';
      return { sure: probabilities[said] ?? 0, right: said === row.label ? 1 : 0 };
    });
    const mean = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
    expect(mean(unseen.map(({ sure }) => sure))).toBeLessThan(mean(unseen.map(({ right }) => right)) + 0.15);
  });
});
