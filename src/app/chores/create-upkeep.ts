import type { RepositoryKey } from '../../domain/issue/repository.ts';
import { createPast } from '../../github/calls/past.ts';
import { sweepRedeliveries } from '../../github/redelivery/redelivery.ts';
import type { ChoreEnd } from '../../queue/chores.ts';
import { choreId } from '../../triage/ports/chores.ts';
import type { Checkpoints } from '../../triage/ports/follow-up.ts';
import { catchUp } from '../../triage/upkeep/catch-up.ts';
import { followUp } from '../../triage/upkeep/follow-up.ts';
import { forgetOld } from '../../triage/upkeep/forget-old.ts';
import type { ChoreParts } from './chore-parts.ts';

const daySeconds = 86_400;
const dayMs = daySeconds * 1000;
/** GitHub can send again what is younger than three days; what is older has to be looked up. */
const redeliverableMs = 3 * dayMs - 3_600_000;
/** Between two looks at GitHub's list of deliveries. */
const sweepSeconds = 120;

/** Done at each start, and then by themselves. */
export const upkeepIds = (['redelivery', 'installations'] as const).map((kind) =>
  choreId(kind, { installationId: 0, repositoryId: 0 }),
);

/** When a worker last ran. */
const aliveMark = 'alive';

type Chore = (place: RepositoryKey, signal: AbortSignal, rest: string[]) => Promise<ChoreEnd>;

/** What keeps the App's knowledge whole, as chores: outages made good, authors reminded, old evidence dropped. */
export function createUpkeep(parts: ChoreParts) {
  const { services, queue, octokit, github, log } = parts;
  const { issues, repositories, decisions, later, checkpoints: marks } = services;
  const past = createPast(octokit);

  const catchUpAll = async (installationId: number, since: number) => {
    for (const repo of await services.repositoriesOf(installationId))
      await queue.chores.add(`${choreId('catch-up', repo)}/${since}`);
  };

  const redelivery: Chore = async () => {
    const known = (guids: readonly string[]) => services.knownDeliveries(guids);
    const swept = await sweepRedeliveries({ asApp: parts.asApp, marks, known, now: Date.now });
    if (swept.asked > 0) log.info(swept, 'GitHub was asked to send again what had not reached us');
    return { againAfterSeconds: sweepSeconds };
  };

  /** Installations that were taken away unheard are forgotten; after a long outage all are caught up with. */
  const installations: Chore = async () => {
    const now = await parts.appReads.installations();
    const before = await marks.get('installations');
    const gone = ((before?.detail.ids as number[] | undefined) ?? []).filter((id) => !now.includes(id));
    for (const id of gone)
      if ((await parts.appReads.installation(id)) === null) await repositories.forgetInstallation(id);
    const outage = await marks.get('outage');
    if (outage) {
      for (const id of now) await catchUpAll(id, Math.floor(outage.at.getTime() / 1000));
      await marks.clear('outage');
    }
    await marks.set('installations', new Date(), { ids: now });
    return { againAfterSeconds: daySeconds };
  };

  /** Without a repository: all of the installation's. Without a time: since the newest change that is known. */
  const catchUpOne: Chore = async (place, _signal, [seconds = '0']) => {
    if (place.repositoryId === 0) {
      await catchUpAll(place.installationId, Number(seconds));
      return 'done';
    }
    const repo = await services.findRepository(place);
    const since =
      Number(seconds) > 0
        ? new Date(Number(seconds) * 1000).toISOString()
        : await services.newestChange(place);
    if (!repo || since === null || (await repositories.isPaused(repo))) return 'done';
    const stores = { issues, decisions, repositories, openNumbers: () => services.openNumbers(place) };
    const sources = { past, github: await github(place.installationId), later };
    const found = await catchUp({ ...stores, ...sources }, repo, since);
    log.info({ ...place, since, ...found }, 'caught up with what no delivery told');
    return 'done';
  };

  const daily: Chore = async (place) => {
    const repo = await services.findRepository(place);
    if (!repo) return 'done';
    const shared = { github: await github(place.installationId), repositories, issues, now: Date.now };
    const effects = services.effects;
    await followUp({ ...shared, effects, decisions, askings: services.infoRequests }, repo);
    await forgetOld({ ...shared, decisions: services.oldEvidence }, repo);
    return { againAfterSeconds: daySeconds };
  };

  return { redelivery, installations, 'catch-up': catchUpOne, daily };
}

/** Keeps when a worker last ran, and at the start whether that is too long ago for redeliveries. Returns what ends it. */
export async function startHeart(
  marks: Checkpoints,
  onProblem: (error: unknown) => void,
): Promise<() => void> {
  const last = await marks.get(aliveMark);
  if (last && Date.now() - last.at.getTime() > redeliverableMs) await marks.set('outage', last.at);
  await marks.set(aliveMark, new Date());
  const beat = setInterval(() => void marks.set(aliveMark, new Date()).catch(onProblem), 60_000);
  beat.unref();
  return () => clearInterval(beat);
}
