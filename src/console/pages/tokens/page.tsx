import { Icon } from '../../../../views/icon.tsx';
import { Blank } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import { type ApiToken, defaultLifetime, type Scope, type tokenLifetimes } from '../../../read/api.ts';

const scopeWords: Record<Scope, { title: string; text: string }> = {
  read: { title: 'read', text: 'View issues, decisions, the audit log and settings.' },
  write: { title: 'write', text: 'Correct, approve and undo, within your permissions on GitHub.' },
  operate: { title: 'operate', text: 'View and retry failures.' },
};

const lifetimes = [
  { days: 30, word: '30 days' },
  { days: 90, word: '90 days' },
  { days: 365, word: '1 year' },
] satisfies { days: (typeof tokenLifetimes)[number]; word: string }[];

interface TokensProps {
  /** Null when they couldn't be read. */
  tokens: ApiToken[] | null;
  /** The token just created; its value is shown only once. */
  made?: { name: string; value: string } | undefined;
  problem?: string | undefined;
  now: Date;
}

/** The API tokens page: create, list and revoke a user's tokens. Works without JavaScript. */
export function TokensPage({ tokens, made, problem, now }: TokensProps) {
  return (
    <>
      <div class="page-head">
        <h1>API tokens</h1>
        <p class="page-note">
          Tokens let programs act on your behalf. <a href="/api/v1">API documentation</a>
        </p>
      </div>
      {problem && (
        <p class="notice notice-attention" role="alert">
          <Icon name="alert" /> {problem}
        </p>
      )}
      {made && (
        <div class="notice token-made" role="status">
          <p>
            <Icon name="check" /> Created the token “{made.name}”. Copy it now; you won’t be able to see it
            again.
          </p>
          <input class="token-value" readonly value={made.value} aria-label={`The token ${made.name}`} />
        </div>
      )}
      <section class="box" aria-label="Your tokens">
        {tokens === null && <Blank icon="alert" text="The tokens couldn’t be loaded. No data was lost." />}
        {tokens?.length === 0 && <Blank icon="key" text="You have no tokens yet. Create one below." />}
        {tokens && tokens.length > 0 && (
          <ul class="token-rows">
            {tokens.map((token) => (
              <TokenRow token={token} now={now} />
            ))}
          </ul>
        )}
      </section>
      <NewToken />
    </>
  );
}

function TokenRow({ token, now }: { token: ApiToken; now: Date }) {
  const { id, name, scopes, createdAt, lastUsedAt, expiresAt } = token;
  const expired = expiresAt <= now;
  return (
    <li class="token-row">
      <div class="token-main">
        <strong>{name}</strong>{' '}
        {scopes.map((scope) => (
          <span class="tag-outline">{scope}</span>
        ))}
        <p class="quiet">
          Created <When at={createdAt.toISOString()} />
          {lastUsedAt ? (
            <>
              , last used <When at={lastUsedAt.toISOString()} />
            </>
          ) : (
            ', never used'
          )}
          , {expired ? 'expired' : 'expires'} <When at={expiresAt.toISOString()} />
        </p>
      </div>
      <form action={`/tokens/${id}/revoke`} method="post">
        <button class="button" type="submit" aria-label={`Revoke ${name}`}>
          Revoke
        </button>
      </form>
    </li>
  );
}

function NewToken() {
  return (
    <section class="box" aria-labelledby="new-token-title">
      <h2 class="panel-title" id="new-token-title">
        New token
      </h2>
      <form class="token-form" action="/tokens" method="post">
        <label class="token-field">
          Name <input name="name" required maxlength={80} autocomplete="off" />
        </label>
        <fieldset class="token-field">
          <legend>Scopes</legend>
          {Object.entries(scopeWords).map(([scope, { title, text }]) => (
            <label class="token-scope">
              <input type="checkbox" name="scope" value={scope} checked={scope === 'read'} />
              <span>
                <strong>{title}</strong> <span class="quiet">{text}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <label class="token-field">
          Expiration{' '}
          <select name="days">
            {lifetimes.map(({ days, word }) => (
              <option value={String(days)} selected={days === defaultLifetime}>
                {word}
              </option>
            ))}
          </select>
        </label>
        <button class="button button-primary" type="submit">
          Create token
        </button>
      </form>
    </section>
  );
}
