import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../../demo/local-github/local-github.ts';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { createPermissions, createSignIn } from '../../../src/github/sign-in/sign-in.ts';
import { TokenRefused } from '../../../src/read/console.ts';
import { authorize } from '../../demo/picker.ts';

const redirectUrl = 'http://127.0.0.1:1/sign-in/callback';

describe('sign-in against the local GitHub', () => {
  let github: LocalGitHub;
  beforeAll(async () => {
    const seed = { ...SMALL_SEED, app: { slug: 'dispatch', callbackUrls: [redirectUrl] } };
    github = await startLocalGitHub({ seed });
  });
  afterAll(() => github.close());

  const parts = () => {
    const addresses = { apiUrl: github.url, webUrl: github.url };
    return { signIn: createSignIn(github.app, addresses), permissions: createPermissions(addresses) };
  };
  /** Lets a person sign in, as the browser does between our two routes. */
  const bringCode = async (login: string, challenge: string) => {
    const asked = new URL(parts().signIn.authorizeUrl({ state: 's', challenge, redirectUrl }));
    const { code_challenge, code_challenge_method, state } = Object.fromEntries(asked.searchParams);
    const to = await authorize(github, redirectUrl, login, {
      code_challenge: code_challenge ?? '',
      code_challenge_method: code_challenge_method ?? '',
      state: state ?? '',
    });
    return to.searchParams.get('code') ?? '';
  };
  const pkce = () => {
    const verifier = randomBytes(32).toString('base64url');
    return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
  };
  const signInAs = async (login: string) => {
    const { verifier, challenge } = pkce();
    return parts().signIn.exchange({ code: await bringCode(login, challenge), verifier, redirectUrl });
  };

  it('brings the person, with a token that ends', async () => {
    const person = await signInAs('mona');
    expect(person).toMatchObject({ login: 'mona', avatarUrl: `${github.url}/avatars/u/mona` });
    const hours = ((person.expiresAt?.getTime() ?? 0) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(7);
  });

  it('fails without the verifier that the challenge was made of, and for a code that was used', async () => {
    const { signIn } = parts();
    const { verifier, challenge } = pkce();
    const code = await bringCode('mona', challenge);
    await expect(signIn.exchange({ code, verifier: 'another', redirectUrl })).rejects.toThrow();
    const again = await bringCode('mona', challenge);
    await signIn.exchange({ code: again, verifier, redirectUrl });
    await expect(signIn.exchange({ code: again, verifier, redirectUrl })).rejects.toThrow();
  });

  it('shows repositories from the triage role upwards, with the role', async () => {
    const { permissions } = parts();
    const seen = async (login: string) =>
      (await permissions.listRepositories((await signInAs(login)).token)).map(
        ({ owner, name, role }) => `${owner}/${name} ${role}`,
      );
    expect(await seen('mona')).toEqual(['acme/widgets admin']);
    expect(await seen('tess')).toEqual(['acme/widgets triage']);
    expect(await seen('oscar')).toEqual([]);
  });

  it('names the installation and the repository by their permanent numbers', async () => {
    const [repository] = await parts().permissions.listRepositories((await signInAs('tess')).token);
    const row = github.world.tables.repos.findOneBy('full_name', 'acme/widgets');
    expect(repository).toMatchObject({
      installationId: github.installationId,
      repositoryId: row?.id,
      private: false,
    });
  });

  it('says that a token is no longer taken', async () => {
    await expect(parts().permissions.listRepositories('ghu_of_nobody')).rejects.toThrow(TokenRefused);
  });
});
