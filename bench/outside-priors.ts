import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { priorDataFiles, readPriorRows } from '../scripts/prior-rows.ts';
import type { Prior } from '../src/classify/local/prior/prior.ts';
import { packPrior, unpackPrior } from '../src/classify/local/prior/prior-file.ts';
import type { PriorRow } from '../src/classify/local/prior/prior-row.ts';
import { trainPrior } from '../src/classify/local/prior/train-prior.ts';
import { categories } from '../src/domain/issue/decision.ts';

const folder = 'node_modules/.cache/dispatchai';

/** A name for the data and the code that priors are made from: either changed, they are made anew. */
function fingerprint(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of [
    ...files,
    ...globSync('src/classify/local/{prior,features,solver,text}/**/*.ts').sort(),
    'scripts/prior-rows.ts',
    'src/domain/decide/keywords.ts',
  ])
    hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

/**
 * Priors that have never seen the repositories under test: trained without them, by the code that makes the shipped one,
 * from the prior's data and the other repositories of the files given. Kept between runs.
 */
export function createOutsidePriors(trainFiles: readonly string[]): (...repos: string[]) => Prior {
  const known = priorDataFiles.filter((file) => existsSync(file));
  for (const file of priorDataFiles.filter((file) => !existsSync(file)))
    console.log(`${file} is not here: the prior learns without it`);
  // Repositories of the train file that the prior's data already hold are not counted twice.
  const files = [
    ...known,
    ...trainFiles.filter((file) => !known.some((one) => readFileSync(one).equals(readFileSync(file)))),
  ];
  const name = fingerprint(files);
  let rows: PriorRow[] | undefined;
  const load = () => {
    rows ??= readPriorRows(files);
    return rows;
  };
  return (...repos) => {
    const without = repos.map((repo) => repo.replaceAll('/', '-')).join('+');
    const kept = `${folder}/prior-${name}-without-${without.slice(0, 180)}.json`;
    if (existsSync(kept)) return unpackPrior(JSON.parse(readFileSync(kept, 'utf8')));
    const started = performance.now();
    const file = packPrior(
      trainPrior(
        load().filter((row) => !repos.includes(row.source)),
        categories,
      ),
      `without ${repos.join(', ')}`,
    );
    mkdirSync(folder, { recursive: true });
    writeFileSync(kept, JSON.stringify(file));
    console.log(`prior without ${repos.join(', ')}: ${Math.round((performance.now() - started) / 1000)} s`);
    return unpackPrior(file);
  };
}
