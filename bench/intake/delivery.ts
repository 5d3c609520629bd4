import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';

export const secret = 'a secret for the bench';
export const path = '/api/github/webhooks';

type Examples = { name: string; examples: { action?: string; issue?: { title: string } }[] }[];
const definitions = createRequire(import.meta.url)('@octokit/webhooks-examples') as Examples;
const opened = definitions
  .find(({ name }) => name === 'issues')
  ?.examples.find(({ action }) => action === 'opened');
if (!opened?.issue) throw new Error('The official example of issues.opened is gone.');

const mark = 'delivery-00000000000000';
const template = Buffer.from(JSON.stringify({ ...opened, issue: { ...opened.issue, title: mark } }));
const at = template.indexOf(mark);
const run = process.pid.toString(16);
let count = 0;

/** The official `issues.opened`, each time with another title and so with another signature, under a new id. */
export function nextDelivery(): { body: Buffer; headers: Record<string, string> } {
  count += 1;
  const body = Buffer.from(template);
  body.write(`${run}-${count}`.padStart(mark.length, '0'), at);
  const id = `${run}-${count}`;
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/bench',
    'x-github-event': 'issues',
    'x-github-delivery': id,
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  };
  return { body, headers };
}

/** Bytes of one body. */
export const bodySize = template.length;
