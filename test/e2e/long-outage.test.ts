import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isForgottenInstallation } from '../../src/store/core/database-error.ts';
import { createIssueStore } from '../../src/store/issues/issues.ts';
import { createDecisionStore } from '../../src/store/record/decisions.ts';
import { createCheckpoints } from '../../src/store/repositories/checkpoints.ts';
import { createRepositoryStore } from '../../src/store/repositories/repositories.ts';
import { startHeartbeat } from '../../src/triage/chores/heartbeat.ts';
import { choreId } from '../../src/triage/ports/chores.ts';
import { makeRepository } from '../store/make-repository.ts';
import { databases } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';
import { until } from '../support/until.ts';

const hourMs = 3_600_000;
const installations = choreId('installations', { installationId: 0, repositoryId: 0 });

describe.each(databases)(
  'the App was down for longer than GitHub keeps deliveries, on the $name database',
  (database) => {
    let run: RunningDispatch;
    beforeAll(async () => {
      run = await runDispatch(database);
    }, 60_000);
    afterAll(() => run?.close());
    const marks = () => createCheckpoints(run.dispatch.database);
    /** A worker that starts, and was last alive so many hours ago. */
    const startAfter = async (hours: number) => {
      const last = new Date(Date.now() - hours * hourMs);
      await marks().set('alive', last);
      (await startHeartbeat(marks(), () => {}))();
      return last;
    };

    it('is noticed at the start, and not after a shorter one', async () => {
      await startAfter(70);
      expect(await marks().get('outage')).toBeNull();
      expect(Date.now() - ((await marks().get('alive'))?.at.getTime() ?? 0)).toBeLessThan(hourMs);
      const last = await startAfter(80);
      expect((await marks().get('outage'))?.at).toEqual(last);
      await marks().clear('outage');
    });

    it('what happened meanwhile is looked up: new issues triaged, known ones put right', async () => {
      const { github, dispatch } = run;
      const { number: known } = await github.openIssue('acme/widgets', {
        title: 'Before',
        body: 'x',
        author: 'rita',
      });
      const { number: deleted } = await github.openIssue('acme/widgets', {
        title: 'Deleted meanwhile',
        body: 'z',
        author: 'rita',
      });
      await run.drained();
      github.deliverTo('http://127.0.0.1:9/none');
      await github.deleteIssue('acme/widgets', deleted, 'mona');
      const { number: missed } = await github.openIssue('acme/widgets', {
        title: 'Meanwhile',
        body: 'y',
        author: 'rita',
      });
      await github.closeIssue('acme/widgets', known, 'mona');
      await github.deliveries.settled();
      github.deliverTo(`${dispatch.url}/api/github/webhooks`);
      await startAfter(80);
      await dispatch.queue.chores.hurry(installations);
      const repositoryId = github.world.tables.repos.findOneBy('full_name', 'acme/widgets')?.id ?? 0;
      const repo = { ...makeRepository(), installationId: github.installationId, repositoryId };
      const decisions = createDecisionStore(dispatch.database);
      await until(async () => (await decisions.latest(repo, missed)) !== null, 60_000);
      const issues = createIssueStore(dispatch.database);
      expect((await issues.getIssue(repo, known))?.state).toBe('closed');
      await until(() => issues.isForgotten(repo, deleted), 60_000);
      expect(await marks().get('outage')).toBeNull();
      expect(github.violations).toEqual([]);
    }, 120_000);

    it('an installation that was taken away unheard is forgotten', async () => {
      const { dispatch, github } = run;
      const gone = makeRepository();
      const repositories = createRepositoryStore(dispatch.database, async () => {});
      await repositories.saveRepository(gone);
      await marks().set('installations', new Date(), { ids: [github.installationId, gone.installationId] });
      await dispatch.queue.chores.hurry(installations);
      const isForgotten = () => repositories.getRepository(gone).then(() => false, isForgottenInstallation);
      await until(isForgotten, 60_000);
      // What is left is written down after the forgetting.
      await expect
        .poll(async () => (await marks().get('installations'))?.detail, { timeout: 20_000 })
        .toEqual({ ids: [github.installationId] });
    }, 120_000);
  },
);
