import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** Like the console's content security policy, but allows submitting the form to GitHub. */
export function setupHeaders(githubUrl: string): MiddlewareHandler {
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'", new URL(githubUrl).origin],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'strict-origin',
    // Setup may run before there is a certificate.
    strictTransportSecurity: false,
  });
  return async (c, next) => {
    await headers(c, next);
    c.header('cache-control', 'no-store');
  };
}
