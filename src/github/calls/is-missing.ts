/** What Octokit tells of a request that failed: where it went, and whether it was signed (the value itself is blacked out). */
interface FailedRequest {
  status: number;
  request?: { url: string; headers: Record<string, string | number | undefined> };
}

/** The App trades its own signature for an installation's token here, ahead of the call that needs the token. */
const tokenPath = /\/app\/installations\/\d+\/access_tokens$/;

/**
 * True where GitHub answered 404 or 410 to an authenticated call about the very thing that was asked for. False where the
 * answer is about the token that the call needed, or where the call went out without one: such an answer says nothing
 * about the thing, so nothing may be concluded from it.
 */
export function isMissing({ status, request }: FailedRequest): boolean {
  if ((status !== 404 && status !== 410) || !request) return false;
  return request.headers.authorization !== undefined && !tokenPath.test(new URL(request.url).pathname);
}
