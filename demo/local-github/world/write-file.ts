import { lendAccess } from '../accounts/lend-access.ts';
import { requireRepo, requireUser, type World } from './world.ts';

/** Puts text at a path of the default branch, as `author` or else the first user; `push` is sent. */
export async function writeFile(
  world: World,
  fullName: string,
  path: string,
  text: string,
  author?: string,
): Promise<void> {
  const repo = requireRepo(world, fullName);
  const url = `${world.url}/repos/${repo.full_name}/contents/${path}`;
  const { id, login } = requireUser(world, author ?? firstUser(world));
  const authUser = { login, id, scopes: ['repo'] };
  const takeBack = lendAccess(world, repo, id);
  try {
    const known = await world.emulator.fetch(new Request(url), { authUser });
    const sha = known.ok ? { sha: ((await known.json()) as { sha: string }).sha } : {};
    const content = Buffer.from(text).toString('base64');
    const body = JSON.stringify({ message: `Write ${path}`, content, ...sha });
    const headers = { 'content-type': 'application/json' };
    const put = new Request(url, { method: 'PUT', body, headers });
    const answer = await world.emulator.fetch(put, { authUser });
    if (!answer.ok) throw new Error(`could not write ${path}: ${await answer.text()}`);
  } finally {
    takeBack();
  }
}

/** Whether the default branch has the file. */
export async function hasFile(world: World, fullName: string, path: string): Promise<boolean> {
  const repo = requireRepo(world, fullName);
  const { id, login } = requireUser(world, firstUser(world));
  const takeBack = lendAccess(world, repo, id);
  try {
    const url = `${world.url}/repos/${repo.full_name}/contents/${path}`;
    const known = await world.emulator.fetch(new Request(url), { authUser: { login, id, scopes: ['repo'] } });
    return known.ok;
  } finally {
    takeBack();
  }
}

function firstUser({ tables }: World): string {
  const user = tables.users.all().find(({ type }) => type === 'User');
  if (!user) throw new Error('the local GitHub has no user');
  return user.login;
}
