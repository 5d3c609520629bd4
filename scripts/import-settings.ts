import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { proposeSettings, type SettingsProposal } from '../src/domain/import/propose-settings.ts';
import { parseRepositoryName } from '../src/domain/text/names.ts';
import { commandLine, needFiles, runOrTell } from './command-line.ts';
import { readFolder } from './import/read-folder.ts';
import { readRepository } from './import/read-repository.ts';

const command = commandLine(
  'import-settings',
  'Proposes a dispatch.yml from the bots that a repository has had so far, and says of each thing whether it was taken.',
)
  .argument(
    '<source>',
    'folder of a working copy, or OWNER/NAME on GitHub (set GITHUB_TOKEN for private ones)',
  )
  .option('--output <file>', 'write the proposal here instead of printing it')
  .parse();
const [source] = command.processedArgs;
const { output } = command.opts();

await runOrTell(async () => {
  const proposal = proposeSettings(await read(source));
  report(proposal);
  if (output === undefined) console.log(proposal.yaml);
  else {
    await writeFile(output, proposal.yaml);
    console.error(`Proposal: ${output}`);
  }
});

/** The notes go to the terminal and the proposal to the output, so that the latter can be a file's beginning. */
function report({ notes }: SettingsProposal): void {
  if (notes.length === 0) console.error('No settings of a bot that DispatchAI knows were found.');
  const mark = { taken: '+', left: '~', none: '-' };
  for (const { outcome, bot, path, what, why } of notes)
    console.error(`${mark[outcome]} ${bot} (${path}): ${what}. ${why}`);
  const count = (outcome: string) => notes.filter((note) => note.outcome === outcome).length;
  if (notes.length > 0)
    console.error(
      `${count('taken')} taken, ${count('left')} left, ${count('none')} without a counterpart.\n`,
    );
}

async function read(from: string) {
  const named = existsSync(from) || /^(?:\.{1,2}|~)?[/\\]/.test(from) ? null : parseRepositoryName(from);
  if (named)
    return readRepository(named.owner, named.name, {
      apiUrl: process.env.GITHUB_API_URL || 'https://api.github.com',
      token: process.env.GITHUB_TOKEN || undefined,
    });
  needFiles(
    [from],
    'a working copy, or a repository on GitHub as OWNER/NAME',
    'npm run import-settings -- FOLDER',
  );
  return readFolder(from);
}
