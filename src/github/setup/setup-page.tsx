import { Logo } from '../../../views/frame/frame.tsx';
import { Icon } from '../../../views/icon.tsx';

export interface SetupProps {
  /** Where the form goes, `state` included. */
  registerUrl: string;
  /** The manifest as JSON. */
  manifest: string;
  webhookUrl: string;
  /** False while GitHub could not reach the webhook address. */
  reachable: boolean;
  /** What the form was filled in with. */
  typed: { organization: string; proxy: string };
  permissions: string[];
  /** Whether any account may install the App. */
  public: boolean;
  problem?: string | undefined;
}

/** The page of an App that has no credentials yet. Works without scripts. */
export function SetupPage(props: SetupProps) {
  const { registerUrl, manifest, webhookUrl, typed, reachable, permissions, problem } = props;
  return (
    <main class="lone setup" id="main">
      <div class="lone-mark">
        <Logo />
      </div>
      <h1>Set up DispatchAI</h1>
      <p class="lone-text">
        GitHub makes the App and hands its keys to this server. They are kept in a file that only this
        server's user can read.
      </p>
      {problem && (
        <p class="notice notice-attention" role="alert">
          <Icon name="alert" /> {problem}
        </p>
      )}
      {!reachable && (
        <p class="notice notice-attention" role="alert">
          <Icon name="alert" /> GitHub cannot reach {webhookUrl}. Start with BASE_URL set to a public address,
          or give a webhook proxy below.
        </p>
      )}
      {reachable && (
        <form action={registerUrl} method="post">
          <input type="hidden" name="manifest" value={manifest} />
          <button class="button button-primary button-wide" type="submit">
            <Icon name="mark-github" /> Create the App on GitHub
          </button>
        </form>
      )}
      <form action="/setup" method="get" class="setup-places">
        <label>
          Organization{' '}
          <input
            class="text-field"
            name="organization"
            value={typed.organization}
            autocomplete="off"
            spellcheck={false}
          />
        </label>
        <label>
          Webhook proxy{' '}
          <input
            class="text-field"
            name="proxy"
            value={typed.proxy}
            placeholder="https://smee.io/…"
            autocomplete="off"
            spellcheck={false}
          />
        </label>
        <label>
          Who can install it{' '}
          <select class="text-field" name="installable">
            <option value="owner" selected={!props.public}>
              Only the account that owns it
            </option>
            <option value="any" selected={props.public}>
              Any account
            </option>
          </select>
        </label>
        <button class="button" type="submit">
          Use these
        </button>
      </form>
      {props.public && (
        <p class="notice notice-attention" role="note">
          <Icon name="alert" /> Anyone on GitHub can install a public App, and their issues may use your
          hosted models. List the accounts you serve in ALLOWED_ACCOUNTS; LLM_MOST_DAILY_USD caps what each
          can spend.
        </p>
      )}
      <p class="lone-note">
        Without an organization the App belongs to you. Webhooks come to {webhookUrl}. It asks for{' '}
        {permissions.join(', ')}.
      </p>
    </main>
  );
}

/** What is said when a person may not set up, or the trip to GitHub went wrong. */
export function SetupMessage({ title, text, again }: { title: string; text: string; again?: boolean }) {
  return (
    <main class="lone" id="main">
      <div class="lone-mark">
        <Logo />
      </div>
      <h1>{title}</h1>
      <p class="lone-text">{text}</p>
      {again && (
        <a class="button button-wide" href="/setup">
          Start again
        </a>
      )}
    </main>
  );
}
