import type { Context } from 'hono';
import { MessagePage } from '../../../views/frame/message-page.tsx';
import { Document } from '../../../views/frame/page.tsx';
import { TokenRefused } from '../../read/console.ts';
import type { ConsoleContext, ConsoleEnv } from './console-context.ts';
import { readTheme } from './theme.ts';

type MessageContext = Context<ConsoleEnv>;

/** What is missing and what one may not see look the same. */
export function answerMissing(c: MessageContext, house: ConsoleContext) {
  return answer(
    c,
    house,
    404,
    'Not found',
    'search',
    'There is nothing at this address, or it is not for you to see. If the repository is new here, the App must be installed on it and your role must be triage or more.',
  );
}

/** The App was installed on an account that the operator of this server does not serve. */
export function answerNotServed(c: MessageContext, house: ConsoleContext, account: string) {
  return answer(
    c,
    house,
    403,
    'This account is not served',
    'alert',
    `DispatchAI is installed on ${account}, but this server only works for accounts that its operator lists, and ${account} is not one of them. Nothing from ${account} is triaged. Ask the operator to add it, or uninstall the App on GitHub.`,
  );
}

/** A form that no page of ours sends, or an old one. */
export function answerUnknownForm(c: MessageContext, house: ConsoleContext) {
  return answer(
    c,
    house,
    400,
    'Nothing was changed',
    'alert',
    'The form asked for something that this page does not offer. Go back, load the page again, and try once more.',
  );
}

/** Something went wrong on our side, or GitHub ended the sign-in. */
export async function answerError(error: Error, c: MessageContext, house: ConsoleContext) {
  if (error instanceof TokenRefused) {
    await house.sessions.end(c);
    return c.redirect('/sign-in?ended=1');
  }
  house.log.error({ err: error, path: c.req.path }, 'a page failed');
  return answer(
    c,
    house,
    500,
    'That did not work',
    'alert',
    'The page could not be made just now. Nothing is lost: issues are kept and triaged all the same. Load the page again in a moment.',
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
            {status === 500 ? 'Load again' : 'To your repositories'}
          </a>
        </MessagePage>
      </main>
    </Document>,
    status,
  );
}
