import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const parse = (file: string) =>
  ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);

/** Exported functions named `create…` whose first parameter is a `Database`: each makes something that may cache. */
function factories(): string[] {
  return globSync(['src/store/**/*.ts', 'src/queue/*.ts'], { cwd: root }).flatMap((file) => {
    const found: string[] = [];
    ts.forEachChild(parse(file), (node) => {
      if (!ts.isFunctionDeclaration(node) || !node.name?.text.startsWith('create')) return;
      const exported = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
      if (exported && node.parameters[0]?.type?.getText() === 'Database') found.push(node.name.text);
    });
    return found;
  });
}

/** Where each of the functions is called in the App, by name: `file:line`. */
function calls(names: readonly string[]): Map<string, string[]> {
  const wanted = new Set(names);
  const places = new Map<string, string[]>();
  for (const file of globSync('src/**/*.{ts,tsx}', { cwd: root })) {
    const source = parse(file);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && wanted.has(node.expression.text)) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        const name = node.expression.text;
        places.set(name, [...(places.get(name) ?? []), `${file}:${line + 1}`]);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return places;
}

describe('the composition root', () => {
  it('constructs every store at one place', () => {
    const names = factories();
    expect(names.length).toBeGreaterThan(40);
    const places = calls(names);
    // The model store is one factory for four kinds and the ranker, each constructed once.
    const twice = [...places].filter(([name, at]) => at.length > 1 && name !== 'createModelStore');
    expect(Object.fromEntries(twice)).toEqual({});
  });
});
