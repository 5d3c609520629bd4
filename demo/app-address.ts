import { callbackPath } from '../src/console/pages/sign-in/route.tsx';

/** Where the App listens, known before it does: the local GitHub has to know where people come back to. */
export function appAddress(port: number): { url: string; callbackUrl: string } {
  const url = `http://127.0.0.1:${port}`;
  return { url, callbackUrl: `${url}${callbackPath}` };
}
