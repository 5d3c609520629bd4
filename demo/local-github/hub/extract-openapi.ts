/**
 * Writes `github.openapi.json`: GitHub's own description of the operations in `operations.ts`, and nothing else.
 *
 * The whole description is in the npm package `@octokit/openapi` (MIT), 385 MB unpacked: unpack it outside this
 * repository and name its `generated/api.github.com.json`:
 *
 *   npx tsx demo/local-github/hub/extract-openapi.ts PATH/api.github.com.json
 *
 * OpenAPI 3.0 writes `nullable: true`; the extract holds plain JSON Schema, so that ajv reads it as it is.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OPERATIONS } from './operations.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };

/** Words about a schema; and formats such as `uri`, which GitHub's own answers do not always keep. */
const PROSE = new Set([
  'description',
  'title',
  'summary',
  'example',
  'examples',
  'externalDocs',
  'deprecated',
  'format',
  'default',
]);

function isFields(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A schema without prose, `nullable` turned into JSON Schema's `null`. `properties` may hold a field named `title`. */
function plainSchema(value: Json): Json {
  if (Array.isArray(value)) return value.map(plainSchema);
  if (!isFields(value)) return value;
  const schema: Fields = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'nullable' || key.startsWith('x-') || PROSE.has(key)) continue;
    schema[key] =
      key === 'properties' && isFields(inner)
        ? Object.fromEntries(Object.entries(inner).map(([name, property]) => [name, plainSchema(property)]))
        : plainSchema(inner);
  }
  if (value.nullable !== true) return schema;
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const nullable: Fields = { ...schema, type: [schema.type, 'null'] };
  if (Array.isArray(schema.enum) && !schema.enum.includes(null)) nullable.enum = [...schema.enum, null];
  return nullable;
}

function references(value: Json, found: Set<string>): Set<string> {
  if (Array.isArray(value)) for (const inner of value) references(inner, found);
  else if (isFields(value)) {
    if (typeof value.$ref === 'string') found.add(value.$ref);
    for (const inner of Object.values(value)) references(inner, found);
  }
  return found;
}

function lookUp(document: Fields, reference: string): Json {
  let at: Json = document;
  for (const part of reference.slice(2).split('/')) at = isFields(at) ? (at[part] ?? null) : null;
  if (at === null) throw new Error(`nothing at ${reference}`);
  return at;
}

function resolved(document: Fields, value: Json): Fields {
  const inner = isFields(value) && typeof value.$ref === 'string' ? lookUp(document, value.$ref) : value;
  if (!isFields(inner)) throw new Error('expected an object');
  return inner;
}

function jsonSchema(document: Fields, carrier: Json | undefined): Json | undefined {
  const content = isFields(carrier) ? resolved(document, carrier).content : undefined;
  const json = isFields(content) ? content['application/json'] : undefined;
  return isFields(json) && json.schema !== undefined ? plainSchema(json.schema) : undefined;
}

function extractOperation(document: Fields, operation: Fields, shared: Json[]): Fields {
  const own = Array.isArray(operation.parameters) ? operation.parameters : [];
  const parameters = [...shared, ...own].map((parameter) => {
    const { name, in: place, required, schema } = resolved(document, parameter);
    return {
      name: name ?? '',
      in: place ?? '',
      required: required ?? false,
      schema: plainSchema(schema ?? {}),
    };
  });
  const responses: Fields = {};
  for (const [status, response] of Object.entries(isFields(operation.responses) ? operation.responses : {})) {
    if (!status.startsWith('2')) continue;
    responses[status] = jsonSchema(document, response) ?? null;
  }
  const body = jsonSchema(document, operation.requestBody);
  const required = isFields(operation.requestBody) && operation.requestBody.required === true;
  return {
    operationId: operation.operationId ?? '',
    parameters,
    ...(body === undefined ? {} : { body, bodyRequired: required }),
    responses,
  };
}

const [source] = process.argv.slice(2);
if (!source) throw new Error('name the api.github.com.json of @octokit/openapi');
const document = JSON.parse(readFileSync(source, 'utf8')) as Fields;
const wanted = new Set<string>(OPERATIONS);
const operations: Fields[] = [];
for (const [path, item] of Object.entries(document.paths as Fields)) {
  if (!isFields(item)) continue;
  for (const [method, operation] of Object.entries(item)) {
    if (!isFields(operation) || !wanted.delete(String(operation.operationId))) continue;
    const shared = Array.isArray(item.parameters) ? item.parameters : [];
    operations.push({ method: method.toUpperCase(), path, ...extractOperation(document, operation, shared) });
  }
}
if (wanted.size > 0) throw new Error(`not in the description: ${[...wanted].join(', ')}`);

const schemas: Fields = {};
const waiting = [...references(operations, new Set())];
for (let reference = waiting.pop(); reference; reference = waiting.pop()) {
  const name = reference.replace('#/components/schemas/', '');
  if (schemas[name] !== undefined) continue;
  schemas[name] = plainSchema(lookUp(document, reference));
  waiting.push(...references(schemas[name], new Set()));
}
const version = isFields(document.info) ? (document.info.version ?? '') : '';
const extract = {
  source: `@octokit/openapi ${String(version)}, MIT, Copyright (c) 2020 Octokit contributors`,
  operations,
  components: { schemas },
};
const target = fileURLToPath(new URL('github.openapi.json', import.meta.url));
writeFileSync(target, `${JSON.stringify(extract)}\n`);
console.log(
  `${operations.length} operations, ${Object.keys(schemas).length} schemas, ${JSON.stringify(extract).length} bytes`,
);
