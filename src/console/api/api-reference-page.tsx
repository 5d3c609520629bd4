import { Logo } from '../../../views/frame/frame.tsx';

export interface ReferenceOperation {
  method: string;
  path: string;
  id: string;
  summary: string;
  parameters: { name: string; in: string; required: boolean; type: string; description: string }[];
  /** One entry per line; null without a body. */
  body: string | null;
  answer: { status: string; type: string };
}

interface ReferenceProps {
  baseUrl: string;
  openApiUrl: string;
  groups: { tag: string; operations: ReferenceOperation[] }[];
}

/** The API reference: every route with its request and response, rendered from the OpenAPI document. */
export function ApiReferencePage({ baseUrl, openApiUrl, groups }: ReferenceProps) {
  return (
    <main class="reference" id="main">
      <header class="reference-head">
        <Logo />
        <h1>DispatchAI API</h1>
      </header>
      <p>
        Read triage decisions and correct them from your own programs. Create a token under{' '}
        <a href="/tokens">API tokens</a>; it has your permissions on GitHub. Also available as an{' '}
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
          Errors are <code>application/problem+json</code> (RFC 9457). To get the next page of a list, pass{' '}
          <code>next</code> as <code>cursor</code>.
        </li>
        <li>
          The <code>RateLimit</code> header shows the requests you have left. Beyond the limit, the response
          is 429 with <code>Retry-After</code>.
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
              <th scope="col">In</th> <th scope="col">Description</th>
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
        <summary>Response {answer.status}</summary>
        <pre tabindex={0}>{answer.type}</pre>
      </details>
    </article>
  );
}
