import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { databases } from '../../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';

const form = `name: Something is broken
description: What went wrong
body:
  - type: markdown
    attributes: { value: Thanks }
  - type: textarea
    attributes: { label: What happened? }
    validations: { required: true }
  - type: input
    attributes: { label: Widget model }
    validations: { required: true }
  - type: input
    attributes: { label: Shop }
`;
const config = 'blank_issues_enabled: true\n';
const settings = 'mode: apply\nlabels:\n  modes:\n    bug: observe\nduplicates:\n  comment: false\n';

const seed = {
  ...SMALL_SEED,
  repositories: SMALL_SEED.repositories.map((repository) => ({
    ...repository,
    labels: [...(repository.labels ?? []), { name: 'needs-info', description: 'Something is missing' }],
    files: {
      '.github/dispatch.yml': settings,
      '.github/ISSUE_TEMPLATE/bug.yml': form,
      '.github/ISSUE_TEMPLATE/config.yml': config,
    },
  })),
};

const filed = (model: string) =>
  `### What happened?\n\nThe handle came off when I lifted the widget.\n\n### Widget model\n\n${model}\n\n### Shop\n\n_No response_`;

describe.each(databases)('an issue that leaves a required field empty, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed });
  });
  afterAll(() => run?.close());

  const open = (body: string) =>
    run.github.openIssue('acme/widgets', { title: 'The handle came off', body, author: 'rita' });
  const writes = (number: number) => run.github.ledger.filter((entry) => entry.number === number);
  const commentOf = (number: number) =>
    String(writes(number).findLast(({ kind }) => kind.startsWith('comment.'))?.payload.body ?? '');

  it('is asked for it in one living comment, and the edit that gives it settles both comment and label', async () => {
    const { number } = await open(filed('_No response_'));
    await run.drained();
    expect(writes(number).map(({ kind }) => kind)).toEqual(['label.add', 'comment.create']);
    expect(writes(number)[0]?.payload.label).toBe('needs-info');
    expect(commentOf(number)).toContain('- `Widget model`');
    expect(commentOf(number)).not.toContain('Shop');
    await run.github.editIssue('acme/widgets', number, 'rita', { body: filed('W-40, the blue one') });
    await run.drained();
    expect(writes(number).map(({ kind }) => kind)).toEqual([
      'label.add',
      'comment.create',
      'label.remove',
      'comment.update',
    ]);
    expect(commentOf(number)).not.toContain('Widget model');
  });

  it('is asked for no more once its author gives it in a reply, and an edit does not ask again', async () => {
    const { number } = await open(filed('_No response_'));
    await run.drained();
    await run.github.comment('acme/widgets', number, { author: 'mona', body: 'Widget model: any will do' });
    await run.drained();
    expect(writes(number).map(({ kind }) => kind)).toEqual(['label.add', 'comment.create']);
    await run.github.comment('acme/widgets', number, { author: 'rita', body: 'Widget model: W-43' });
    await run.drained();
    const settled = ['label.add', 'comment.create', 'label.remove', 'comment.update'];
    expect(writes(number).map(({ kind }) => kind)).toEqual(settled);
    const text = filed('_No response_').replace('lifted', 'gently lifted');
    await run.github.editIssue('acme/widgets', number, 'rita', { body: text });
    await run.drained();
    expect(writes(number).map(({ kind }) => kind)).toEqual(settled);
  });

  it('is not asked where everything is told', async () => {
    const { number } = await open(filed('W-41'));
    await run.drained();
    expect(writes(number)).toEqual([]);
  });

  it('is asked by the new form once that is pushed', async () => {
    await run.github.pushFile(
      'acme/widgets',
      '.github/ISSUE_TEMPLATE/bug.yml',
      `${form}    validations: { required: true }\n`,
    );
    await run.drained();
    const { number } = await open(filed('W-42'));
    await run.drained();
    expect(commentOf(number)).toContain('- `Shop`');
  });

  it('says nothing that GitHub would not understand', () => {
    expect(run.github.violations).toEqual([]);
  });
});
