import { Logo } from '../../../views/frame/frame.tsx';

export interface ReferenceOperation {
  method: string;
  path: string;
  id: string;
  summary: string;
  parameters: { name: string; in: string; required: boolean; type: string; description: string }[];
  /** As lines; null where it takes none. */
  body: string | null;
  answer: { status: string; type: string };
}

interface ReferenceProps {
  baseUrl: string;
  openApiUrl: string;
  groups: { tag: string; operations: ReferenceOperation[] }[];
}

/** The API for people who write programs: every route with what it takes and gives, drawn from the OpenAPI document. */
export function ApiReferencePage({ baseUrl, openApiUrl, groups }: ReferenceProps) {
  return (
    <main class="reference" id="main">
      <header class="reference-head">
        <Logo />
        <h1>DispatchAI API</h1>
      </header>
      <p>
        The console’s reads and corrections for programs. Make a token in the console under{' '}
        <a href="/tokens">API tokens</a>; it sees and may do what GitHub lets you. The same as an{' '}
        <a href={openApiUrl}>OpenAPI 3.1 document</a>.
      </p>
      <pre
        tabindex={0}
      >{`curl -H "Authorization: Bearer $TOKEN" ${baseUrl}/api/v1/repos/OWNER/REPO/issues`}</pre>
      <h2>Good to know</h2>
      <ul>
        <li>
          Writes are kept at once and answered 202; a worker runs them on GitHub. Ask for the request to see
          what came of it.
        </li>
        <li>
          Send an <code>Idempotency-Key</code> of your choice with a write: sent twice, it is done once.
        </li>
        <li>
          Errors are <code>application/problem+json</code> (RFC 9457). Lists go on with <code>next</code> as{' '}
          <code>cursor</code>.
        </li>
        <li>
          <code>RateLimit</code> says how many requests are left; past the limit the answer is 429 with{' '}
          <code>Retry-After</code>.
        </li>
      </ul>
      <nav aria-label="Routes">
        <ul class="reference-index">
          {groups.flatMap(({ operations }) =>
            operations.map(({ id, method, path }) => (
              <li>
                <a href={`#${id}`}>
                  <code>
                    {method} {path}
                  </code>
                </a>
              </li>
            )),
          )}
        </ul>
      </nav>
      {groups.map(({ tag, operations }) => (
        <section aria-label={tag}>
          <h2>{tag}</h2>
          {operations.map((operation) => (
            <Operation {...operation} />
          ))}
        </section>
      ))}
    </main>
  );
}

function Operation({ id, method, path, summary, parameters, body, answer }: ReferenceOperation) {
  return (
    <article class="reference-operation" id={id}>
      <h3>
        <code>
          {method} {path}
        </code>
      </h3>
      <p>{summary}</p>
      {parameters.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Parameter</th>
              <th scope="col">Where</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {parameters.map((each) => (
              <tr>
                <td>
                  <code>{each.name}</code>
                  {each.required ? '' : ' (optional)'}
                </td>
                <td>{each.in}</td>
                <td>
                  <code>{each.type}</code> {each.description}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {body !== null && (
        <>
          <h4>Body</h4>
          <pre tabindex={0}>{body}</pre>
        </>
      )}
      <details>
        <summary>Answer {answer.status}</summary>
        <pre tabindex={0}>{answer.type}</pre>
      </details>
    </article>
  );
}
