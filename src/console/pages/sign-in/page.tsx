import { Logo } from '../../../../views/frame/frame.tsx';
import { Icon } from '../../../../views/icon.tsx';

/** The only page available without signing in. */
export function SignInPage({ returnTo, problem }: { returnTo: string; problem?: string | undefined }) {
  return (
    <main class="lone" id="main">
      <div class="lone-mark">
        <Logo />
      </div>
      <h1>DispatchAI</h1>
      <p class="lone-text">
        Reads every new issue, applies labels when it is confident, and shows you its reasons when it isn’t.
      </p>
      {problem && (
        <p class="notice notice-attention" role="alert">
          <Icon name="alert" /> {problem}
        </p>
      )}
      <a
        class="button button-primary button-wide"
        href={`/sign-in/github?return_to=${encodeURIComponent(returnTo)}`}
      >
        <Icon name="mark-github" /> Sign in with GitHub
      </a>
      <p class="lone-note">
        You’ll see repositories where you have at least the triage role. Your token is stored encrypted and
        discarded when your session ends.
      </p>
    </main>
  );
}
