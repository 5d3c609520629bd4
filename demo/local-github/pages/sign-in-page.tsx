import type { UserRow } from '../world/rows.ts';
import { Layout } from './layout.tsx';

export interface Person {
  user: UserRow;
  /** What they are here, for example `maintains acme/widgets`. */
  note: string;
}

/** Picks the person to be: everything in `fields` travels with the choice. */
export function SignInPage({
  heading,
  action,
  people,
  fields,
}: {
  heading: string;
  action: string;
  people: Person[];
  fields: Record<string, string>;
}) {
  return (
    <Layout title={heading}>
      <div class="narrow">
        <h1>{heading}</h1>
        <p class="muted">No passwords here: choose who you are.</p>
        {people.map(({ user, note }) => (
          <form method="post" action={action}>
            {Object.entries({ ...fields, login: user.login }).map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <button class="person" type="submit">
              <span>
                <b>{user.login}</b> <span class="muted">{user.name === user.login ? '' : user.name}</span>
                <br />
                <span class="muted">{note}</span>
              </span>
            </button>
          </form>
        ))}
      </div>
    </Layout>
  );
}
