import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * Sets the security headers of every response. Scripts, styles and connections are limited to our own
 * origin, inline code and framing are forbidden, and images may also come from the avatar hosts.
 */
export function consoleHeaders({
  baseUrl,
  avatarOrigins,
}: {
  baseUrl: string;
  avatarOrigins: string[];
}): MiddlewareHandler {
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', ...avatarOrigins],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], clipboardWrite: ['self'] },
    strictTransportSecurity: baseUrl.startsWith('https:') ? 'max-age=31536000' : false,
  });
  return async (c, next) => {
    await headers(c, next);
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  };
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Rejects cross-site requests with unsafe methods, whatever their content type or body. Browsers state the
 * origin of a request in Sec-Fetch-Site, older ones in Origin; a request with neither is rejected. Stricter than hono's `csrf`, which
 * lets JSON pass and believes Origin even where Sec-Fetch-Site says otherwise.
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
