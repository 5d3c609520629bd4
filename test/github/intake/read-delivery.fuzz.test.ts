import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { handledEvents } from '../../../src/github/intake/handled-events.ts';
import { readDelivery } from '../../../src/github/intake/read-delivery.ts';
import { refusals } from '../../../src/github/intake/refusals.ts';

type Examples = { name: string; examples: Record<string, unknown>[] }[];
const definitions = createRequire(import.meta.url)('@octokit/webhooks-examples') as Examples;
const examples = definitions.flatMap(({ name, examples }) => examples.map((payload) => ({ name, payload })));

/** Either a refusal that has an answer, or a delivery whose every field fits its column. */
function expectSound(event: string, delivery: string, bytes: Buffer) {
  const read = readDelivery({ event, delivery, bytes });
  if ('refused' in read) {
    expect(refusals[read.refused].status).toBe(400);
    return;
  }
  expect(read.body).toBe(bytes);
  expect(
    read.number === null || (Number.isInteger(read.number) && read.number > 0 && read.number < 2 ** 31),
  ).toBe(true);
  for (const id of [read.installationId, read.repositoryId])
    expect(id === null || Number.isSafeInteger(id)).toBe(true);
  expect(read.action === null || typeof read.action === 'string').toBe(true);
  if (read.ignored === undefined) expect(Object.keys(handledEvents)).toContain(event);
}

const event = fc.oneof(
  fc.constantFrom(...Object.keys(handledEvents), 'ping', 'star', '__proto__', 'constructor'),
  fc.string(),
);
const delivery = fc.oneof(fc.uuid(), fc.string());

it('reads or refuses any JSON under any event, and never throws', () => {
  fc.assert(
    fc.property(event, delivery, fc.jsonValue({ maxDepth: 6 }), (name, id, value) =>
      expectSound(name, id, Buffer.from(JSON.stringify(value))),
    ),
    { numRuns: 5_000 },
  );
});

it('reads or refuses any bytes', () => {
  fc.assert(
    fc.property(event, delivery, fc.uint8Array({ maxLength: 200 }), (name, id, bytes) =>
      expectSound(name, id, Buffer.from(bytes)),
    ),
    { numRuns: 5_000 },
  );
});

it('reads or refuses official payloads with a field put wrong', () => {
  const keys = [
    'action',
    'issue',
    'comment',
    'label',
    'repository',
    'installation',
    'ref',
    'commits',
    '__proto__',
  ];
  const wrong = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(1e308, -1, 2 ** 53, 1.5, '\u0000', [], {}, { id: '1' }, { id: 1e300 }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...examples),
      event,
      fc.constantFrom(...keys),
      wrong,
      (example, name, key, value) => {
        const payload = JSON.stringify({ ...example.payload, [key]: value });
        expectSound(name, 'id-1', Buffer.from(payload));
        expectSound(example.name, 'id-1', Buffer.from(payload));
      },
    ),
    { numRuns: 3_000 },
  );
});
