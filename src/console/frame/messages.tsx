import type { Context } from 'hono';
import { MessagePage } from '../../../views/frame/message-page.tsx';
import { Document } from '../../../views/frame/page.tsx';
import { TokenRefused } from '../../read/console.ts';
import type { ConsoleContext, ConsoleEnv } from './console-context.ts';
import { readTheme } from './theme.ts';

type MessageContext = Context<ConsoleEnv>;

/** Answers 404. Content that doesn't exist and content the user can't access look the same. */
export function answerMissing(c: MessageContext, house: ConsoleContext) {
  return answer(
    c,
    house,
    404,
    'Not found',
    'search',
    'This page doesn’t exist, or you don’t have access to it. To see a repository here, DispatchAI must be installed on it and you need at least the triage role.',
  );
}

/** Shown when the app was installed on an account that isn't on this server's allowlist. */
export function answerNotServed(c: MessageContext, house: ConsoleContext, account: string) {
  return answer(
    c,
    house,
    403,
    'This account isn’t allowed',
    'alert',
    `DispatchAI is installed on ${account}, but this server only serves accounts on its operator’s allowlist. Issues in ${account} aren’t triaged. Ask the operator to add it, or uninstall the app on GitHub.`,
  );
}

/** Answers a form that is invalid or out of date. */
export function answerUnknownForm(c: MessageContext, house: ConsoleContext) {
  return answer(
    c,
    house,
    400,
    'Nothing was changed',
    'alert',
    'The form isn’t valid or is out of date. Go back, reload the page and try again.',
  );
}

/** Handles an error: an expired sign-in on GitHub, or an internal failure. */
export async function answerError(error: Error, c: MessageContext, house: ConsoleContext) {
  if (error instanceof TokenRefused) {
    await house.sessions.end(c);
    return c.redirect('/sign-in?ended=1');
  }
  house.log.error({ err: error, path: c.req.path }, 'page failed');
  return answer(
    c,
    house,
    500,
    'Something went wrong',
    'alert',
    'This page couldn’t be loaded. No data was lost, and triage continues. Reload the page to try again.',
  );
}

function answer(
  c: MessageContext,
  house: ConsoleContext,
  status: 400 | 403 | 404 | 500,
  title: string,
  icon: 'search' | 'alert',
  text: string,
) {
  return c.html(
    <Document title={title} theme={readTheme(c)} assets={house.assets}>
      <main id="main">
        <MessagePage icon={icon} title={title} text={text}>
          <a class="button" href={status === 500 ? '' : '/'}>
            {status === 500 ? 'Reload' : 'Go to your repositories'}
          </a>
        </MessagePage>
      </main>
    </Document>,
    status,
  );
}
