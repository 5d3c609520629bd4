import { Logo } from '../../../views/frame/frame.tsx';
import { Icon } from '../../../views/icon.tsx';

export interface SetupProps {
  /** The form's action URL, including `state`. */
  registerUrl: string;
  /** The manifest as JSON. */
  manifest: string;
  webhookUrl: string;
  /** False if GitHub can't reach the webhook URL. */
  reachable: boolean;
  /** The submitted form values. */
  typed: { organization: string; proxy: string };
  permissions: string[];
  /** Whether any account can install the app. */
  public: boolean;
  problem?: string | undefined;
}

/** The setup page, shown while the app has no credentials. Works without JavaScript. */
export function SetupPage(props: SetupProps) {
  const { registerUrl, manifest, webhookUrl, typed, reachable, permissions, problem } = props;
  return (
    <main class="lone setup" id="main">
      <div class="lone-mark">
        <Logo />
      </div>
      <h1>Set up DispatchAI</h1>
      <p class="lone-text">
        GitHub creates the app and sends its credentials to this server, which stores them in a file that only
        its own user can read.
      </p>
      {problem && (
        <p class="notice notice-attention" role="alert">
          <Icon name="alert" /> {problem}
        </p>
      )}
      {!reachable && (
        <p class="notice notice-attention" role="alert">
          <Icon name="alert" /> GitHub can’t reach {webhookUrl}. Set BASE_URL to a public URL and restart, or
          enter a webhook proxy below.
        </p>
      )}
      {reachable && (
        <form action={registerUrl} method="post">
          <input type="hidden" name="manifest" value={manifest} />
          <button class="button button-primary button-wide" type="submit">
            <Icon name="mark-github" /> Create app on GitHub
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
          Update
        </button>
      </form>
      {props.public && (
        <p class="notice notice-attention" role="note">
          <Icon name="alert" /> Anyone on GitHub can install a public app, and their issues may use your
          hosted models. Restrict accounts with ALLOWED_ACCOUNTS, and cap each one’s spending with
          LLM_MOST_DAILY_USD.
        </p>
      )}
      <p class="lone-note">
        Without an organization, the app belongs to your personal account. Webhooks are sent to {webhookUrl}.
        Requested permissions: {permissions.join(', ')}.
      </p>
    </main>
  );
}

/** Shown when a visitor isn't allowed to set up the app, or the redirect from GitHub failed. */
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
          Start over
        </a>
      )}
    </main>
  );
}
