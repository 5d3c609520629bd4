import { expect, it } from 'vitest';
import { servesAccount } from '../../src/domain/settings/serves-account.ts';
import { readDelivery } from '../../src/github/intake/read-delivery.ts';

const serves = servesAccount(['acme']);
const ignored = (event: string, payload: object, who = serves) => {
  const bytes = Buffer.from(JSON.stringify(payload));
  const read = readDelivery({ delivery: 'a-1', event, bytes }, who);
  return 'refused' in read ? read : (read.ignored ?? null);
};
const repository = (login: string) => ({ id: 1, owner: { login } });
const issue = (login: string) => ({
  action: 'opened',
  issue: { number: 1 },
  repository: repository(login),
  installation: { id: 5 },
});
const installation = (action: string, login: string) => ({
  action,
  installation: { id: 5, account: { login } },
});

it('works on what comes from an account that is served, however it is written', () => {
  expect(ignored('issues', issue('Acme'))).toBeNull();
  expect(ignored('installation', installation('created', 'ACME'))).toBeNull();
});

it('acknowledges what comes from any other account, and ignores it with the reason', () => {
  const reason = 'the account evil is not in ALLOWED_ACCOUNTS';
  expect(ignored('issues', issue('evil'))).toBe(reason);
  expect(ignored('installation', installation('created', 'evil'))).toBe(reason);
  expect(
    ignored('push', { ref: '', before: '', after: '', commits: [], repository: repository('evil') }),
  ).toBe(reason);
  // The installation's account counts before anything else that the payload names.
  expect(
    ignored('installation', { ...installation('created', 'evil'), organization: { login: 'acme' } }),
  ).toBe(reason);
});

it('ignores what names no account', () => {
  expect(ignored('issues', { action: 'opened', issue: { number: 1 }, repository: { id: 1 } })).toBe(
    'no account in the payload, and only accounts in ALLOWED_ACCOUNTS are served',
  );
});

it('lets an account that is served no longer take its data away', () => {
  expect(ignored('installation', installation('deleted', 'evil'))).toBeNull();
});

it('serves every account where none is listed', () => {
  const all = servesAccount(null);
  expect(ignored('issues', issue('evil'), all)).toBeNull();
  expect(
    ignored('issues', { action: 'opened', issue: { number: 1 }, repository: { id: 1 } }, all),
  ).toBeNull();
});
