import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Theme } from '../../../views/frame/frame-props.ts';
import { type AssetPaths, Document } from '../../../views/frame/page.tsx';
import { consoleHeaders } from '../frame/security.ts';
import { readTheme } from '../frame/theme.ts';
import type { ApiEnv } from './api-env.ts';
import { ApiReferencePage, type ReferenceOperation } from './api-reference-page.tsx';
import { describeSchema, type JsonSchema } from './describe-schema.ts';

interface DescribedOperation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: JsonSchema }[];
  requestBody?: { content?: Record<string, { schema?: JsonSchema }> };
  responses?: Record<string, { content?: Record<string, { schema?: JsonSchema }> }>;
}

/** The parts of an OpenAPI document that the page shows. */
export interface DescribedApi {
  paths?: Record<string, object>;
  components?: { schemas?: Record<string, object> };
}

/** Serves the API reference at the API's base path, rendered from its OpenAPI document. */
export function serveReference(
  api: OpenAPIHono<ApiEnv>,
  parts: { baseUrl: string; openApiUrl: string; assets: AssetPaths; describe: () => DescribedApi },
): void {
  const { baseUrl, openApiUrl, assets, describe } = parts;
  api.use('/', consoleHeaders({ baseUrl, avatarOrigins: [] }));
  // Rendered once per theme, because the page is public.
  const drawn = new Map<Theme, Promise<string>>();
  const draw = async (theme: Theme) => {
    const page = (
      <Document title="API" theme={theme} assets={assets}>
        <ApiReferencePage baseUrl={baseUrl} openApiUrl={openApiUrl} groups={readGroups(describe())} />
      </Document>
    );
    return String(await page.toString());
  };
  api.get('/', async (c) => {
    const theme = readTheme(c);
    const page = drawn.get(theme) ?? draw(theme);
    drawn.set(theme, page);
    return c.html(await page);
  });
}

function readGroups({ paths = {}, components }: DescribedApi) {
  const named = (components?.schemas ?? {}) as Record<string, JsonSchema>;
  const groups = new Map<string, ReferenceOperation[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, described] of Object.entries(methods)) {
      const operation = described as DescribedOperation;
      const tag = operation.tags?.[0] ?? 'Other';
      groups.set(tag, [...(groups.get(tag) ?? []), toOperation(method, path, operation, named)]);
    }
  }
  return [...groups].map(([tag, operations]) => ({ tag, operations }));
}

function toOperation(
  method: string,
  path: string,
  operation: DescribedOperation,
  named: Record<string, JsonSchema>,
): ReferenceOperation {
  const { operationId = '', summary = '', parameters = [], requestBody, responses = {} } = operation;
  const schemaOf = (content?: Record<string, { schema?: JsonSchema }>) =>
    Object.values(content ?? {})[0]?.schema;
  const status = Object.keys(responses).find((each) => each.startsWith('2')) ?? '200';
  return {
    method: method.toUpperCase(),
    path,
    id: operationId,
    summary,
    parameters: parameters.map(({ name, in: where, required = false, description, schema }) => ({
      ...{ name, in: where, required },
      type: describeSchema(schema, named),
      description: description ?? schema?.description ?? '',
    })),
    body: requestBody ? describeSchema(schemaOf(requestBody.content), named) : null,
    answer: { status, type: describeSchema(schemaOf(responses[status]?.content), named) },
  };
}
