const usualBytes = 1_000_000;

/**
 * `fetch` for answers of a foreign server: reads the body itself, so that the caller's timeout covers it, up to 1 MB unless told otherwise, and
 * follows no redirect, since that would carry the key and the issue to an address that nobody configured.
 */
export async function cappedFetch(
  input: string | URL | Request,
  init?: RequestInit,
  maxBytes = usualBytes,
): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'error' });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (response.body) {
    for await (const chunk of response.body) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw new Error(`the response was over ${maxBytes / 1e6} MB`);
      chunks.push(chunk);
    }
  }
  const { status, statusText, headers } = response;
  const empty = status === 204 || status === 304;
  return new Response(empty ? null : Buffer.concat(chunks), {
    status,
    statusText,
    headers: unencoded(headers),
  });
}

/** The body has been decoded: its headers must not say otherwise. */
function unencoded(headers: Headers): Headers {
  const kept = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) kept.delete(name);
  return kept;
}
