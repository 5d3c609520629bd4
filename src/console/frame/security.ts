import type { MiddlewareHandler } from 'hono';

/**
 * Sets the security headers of every response. Scripts, styles and connections are limited to our own
 * origin, inline code and framing are forbidden, and images may also come from the avatar hosts.
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
 * Rejects cross-site requests with unsafe methods, whatever their content type or body. Browsers state the
 * origin of a request in Sec-Fetch-Site, older ones in Origin; a request with neither is rejected.
 */
export function refuseForeign({ baseUrl }: { baseUrl: string }): MiddlewareHandler {
  const origin = new URL(baseUrl).origin;
  return async (c, next) => {
    if (safe.has(c.req.method)) return next();
    const site = c.req.header('sec-fetch-site');
    const own = site === undefined ? c.req.header('origin') === origin : site === 'same-origin';
    if (!own) return c.text('Forbidden: this request didn’t come from a page of this console.', 403);
    return next();
  };
}
