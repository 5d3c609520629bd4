import { expect, it } from 'vitest';
import { openDatabase } from '../../src/store/core/open-database.ts';
import { createIssueStore } from '../../src/store/issues/issues.ts';
import { createLiveEvents } from '../../src/store/record/live-events.ts';
import { createTimelineStore } from '../../src/store/record/timeline.ts';
import { createRepositoryStore } from '../../src/store/repositories/repositories.ts';
import { tide, waiting } from '../console/situations.ts';
import { createPostgres, postgresUrl } from '../support/databases.ts';
import { until } from '../support/until.ts';

it.skipIf(!postgresUrl)(
  'a page of one replica hears what another one did, and resumes on either',
  async () => {
    const { url, drop } = await createPostgres();
    const [one, two] = await Promise.all([openDatabase({ url }), openDatabase({ url })]);
    const [liveOne, liveTwo] = await Promise.all([
      createLiveEvents(one, () => undefined),
      createLiveEvents(two, () => undefined),
    ]);
    const repositories = createRepositoryStore(one, async () => undefined);
    await repositories.saveInstallation({
      ...{ id: tide.installationId, account: 'harbour', accountId: 1, kind: 'organization' as const },
    });
    await repositories.saveRepository(tide);
    const heard: number[] = [];
    const leave = liveTwo.subscribe(
      tide,
      ({ numbers }) => heard.push(...numbers),
      () => undefined,
    );
    const opened = async (number: number) => {
      await createIssueStore(one).saveIssue(tide, waiting(number, 'Just opened').issue);
      const event = { kind: 'delivered' as const, actor: null, deliveryId: `d-${number}`, detail: {} };
      await createTimelineStore(one).append(tide, number, [event]);
    };
    await opened(1);
    await until(() => heard.includes(1));
    const stoodAt = await liveTwo.latest(tide);
    leave();
    await opened(2);
    await opened(3);
    // Whichever replica the page comes back to, it is told the same.
    for (const live of [liveOne, liveTwo])
      expect((await live.since(tide, stoodAt))?.numbers.toSorted()).toEqual([2, 3]);
    for (const live of [liveOne, liveTwo]) await live.close();
    for (const database of [one, two]) await database.close();
    await drop();
  },
);
