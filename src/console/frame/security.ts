import type { MiddlewareHandler } from 'hono';

/**
 * Headers of every answer. Scripts, styles and connections come from our own origin only, nothing is inline, nobody may
 * frame us. Pictures: our own, and avatars.
 */
export function secureHeaders({
  baseUrl,
  avatarOrigins,
}: {
  baseUrl: string;
  avatarOrigins: string[];
}): MiddlewareHandler {
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' data: ${avatarOrigins.join(' ')}`.trim(),
    `connect-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
  const https = baseUrl.startsWith('https:');
  return async (c, next) => {
    await next();
    c.header('content-security-policy', policy);
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'same-origin');
    c.header('cross-origin-opener-policy', 'same-origin');
    c.header('cross-origin-resource-policy', 'same-origin');
    c.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), clipboard-write=(self)');
    if (https) c.header('strict-transport-security', 'max-age=31536000');
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  };
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses every unsafe request that another site may have caused, whatever its content type and with or without a body.
 * Browsers say where a request comes from in Sec-Fetch-Site, older ones in Origin; one that says neither is refused.
 */
export function refuseForeign({ baseUrl }: { baseUrl: string }): MiddlewareHandler {
  const origin = new URL(baseUrl).origin;
  return async (c, next) => {
    if (safe.has(c.req.method)) return next();
    const site = c.req.header('sec-fetch-site');
    const own = site === undefined ? c.req.header('origin') === origin : site === 'same-origin';
    if (!own) return c.text('Refused: this request did not come from a page of this console.', 403);
    return next();
  };
}
