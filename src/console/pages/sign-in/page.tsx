import { Logo } from '../../../../views/frame/frame.tsx';
import { Icon } from '../../../../views/icon.tsx';

/** The only page that a person sees before signing in. */
export function SignInPage({ returnTo, problem }: { returnTo: string; problem?: string | undefined }) {
  return (
    <main class="lone" id="main">
      <div class="lone-mark">
        <Logo />
      </div>
      <h1>DispatchAI</h1>
      <p class="lone-text">
        Every new issue read, labeled where it is sure, and shown to you with the reasons where it is not.
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
        You see the repositories where you have the triage role or more. Your token is kept encrypted and ends
        with the session.
      </p>
    </main>
  );
}
