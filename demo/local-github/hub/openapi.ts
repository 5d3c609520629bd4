import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: object;
}

interface ExtractedOperation {
  operationId: string;
  method: string;
  /** Path template, for example `/repos/{owner}/{repo}`. */
  path: string;
  parameters: Parameter[];
  body?: object;
  bodyRequired?: boolean;
  responses: Record<string, object | null>;
}

export interface Operation extends ExtractedOperation {
  /** One sentence a problem; empty when the request is what GitHub describes. */
  checkRequest(params: Record<string, string>, query: URLSearchParams, body: unknown): string[];
  /** The same for an answer of the local GitHub itself; a status that GitHub does not describe is a problem. */
  checkResponse(status: number, body: unknown): string[];
}

export interface MatchedOperation {
  operation: Operation;
  params: Record<string, string>;
}

export interface OpenApi {
  match(method: string, path: string): MatchedOperation | undefined;
}

/** `contents/{path}` is the one parameter that spans slashes; without it, GitHub lists the root. */
function pattern(path: string): RegExp {
  const source = path
    .replace('/{path}', '(?:/(?<path>.*))?')
    .replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>[^/]+)`);
  return new RegExp(`^${source}$`);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** GitHub ignores what it does not know; an App that sends it has misspelt something. */
function unknownFields(schema: object | undefined, body: unknown): string[] {
  if (
    !schema ||
    !('properties' in schema) ||
    typeof body !== 'object' ||
    body === null ||
    Array.isArray(body)
  )
    return [];
  const known = Object.keys(schema.properties as object);
  return Object.keys(body)
    .filter((name) => !known.includes(name))
    .map((name) => `body has the unknown field ${name}`);
}

function compileOperation(ajv: Ajv, coercing: Ajv, extracted: ExtractedOperation): Operation {
  const compiled = new Map<string, ValidateFunction>();
  const validator = (key: string, by: Ajv, schema: object) => {
    const made = compiled.get(key) ?? by.compile(schema);
    compiled.set(key, made);
    return made;
  };
  const named = (place: Parameter['in']) =>
    extracted.parameters.filter((parameter) => parameter.in === place);
  const objectOf = (parameters: Parameter[]) => ({
    type: 'object',
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  });
  const run = (validate: ValidateFunction, value: unknown, where: string) => {
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const extra = 'additionalProperty' in params ? ` (${String(params.additionalProperty)})` : '';
      return `${where}${instancePath} ${message ?? 'is invalid'}${extra}`;
    });
  };
  return {
    ...extracted,
    checkRequest(params, query, body) {
      const problems = run(validator('path', coercing, objectOf(named('path'))), { ...params }, 'path');
      problems.push(
        ...run(validator('query', coercing, objectOf(named('query'))), Object.fromEntries(query), 'query'),
      );
      if (body === undefined) return extracted.bodyRequired ? [...problems, 'body is missing'] : problems;
      if (!extracted.body) return [...problems, 'body is not expected'];
      return [
        ...problems,
        ...run(validator('body', ajv, extracted.body), body, 'body'),
        ...unknownFields(extracted.body, body),
      ];
    },
    checkResponse(status, body) {
      const schema = extracted.responses[status];
      if (schema === undefined) return [`status ${status} is not described`];
      return schema === null ? [] : run(validator(`response ${status}`, ajv, schema), body, 'response');
    },
  };
}

/** GitHub's REST API as far as `github.openapi.json` holds it. */
export function loadOpenApi(): OpenApi {
  const extract = JSON.parse(readFileSync(new URL('github.openapi.json', import.meta.url), 'utf8')) as {
    operations: ExtractedOperation[];
    components: object;
  };
  const options = { strict: false, validateSchema: false, addUsedSchema: false } as const;
  const ajv = new Ajv(options);
  const coercing = new Ajv({ ...options, coerceTypes: true });
  // Schemas refer to `#/components/…`, so each is compiled inside a document that carries them.
  const whole = (schema: object) => ({ ...schema, components: extract.components });
  const routes = new Map<string, { operation: Operation; pattern: RegExp; literals: number }[]>();
  for (const one of extract.operations) {
    const responses = Object.fromEntries(
      Object.entries(one.responses).map(([status, schema]) => [status, schema && whole(schema)]),
    );
    const body = one.body ? { body: whole(one.body) } : {};
    const operation = compileOperation(ajv, coercing, { ...one, ...body, responses });
    const literals = one.path.split('/').filter((part) => !part.startsWith('{')).length;
    const list = routes.get(one.method) ?? [];
    list.push({ operation, pattern: pattern(one.path), literals });
    routes.set(one.method, list);
  }
  // `issues/comments/{id}` before `issues/{number}/…`: the more a template says literally, the sooner it is tried.
  for (const list of routes.values()) list.sort((a, b) => b.literals - a.literals);
  return {
    match(method, path) {
      for (const route of routes.get(method) ?? []) {
        const groups = route.pattern.exec(path)?.groups ?? (route.pattern.test(path) ? {} : undefined);
        if (!groups) continue;
        const params = Object.fromEntries(
          Object.entries(groups).map(([name, value]) => [name, decoded(value ?? '')]),
        );
        return { operation: route.operation, params };
      }
      return undefined;
    },
  };
}
