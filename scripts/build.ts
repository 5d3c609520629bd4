import { cpSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { build, type Plugin } from 'rolldown';

/*
 * TypeScript to dist/, and beside it what is read as a file when the App runs. Some 2,000 modules take three seconds to load one by one, so
 * they are joined into a few chunks, which load in a fraction of that. Every program stays where its source is: dist/src/main.js,
 * dist/scripts/status.js.
 */
const programs = [
  'src/main.ts',
  ...globSync('src/{classify,console}/**/*-worker.ts'),
  ...[
    'backtest',
    'check-model',
    'db-migrate',
    'import-settings',
    'pause',
    'read-past',
    'receive',
    'status',
  ].map((name) => `scripts/${name}.ts`),
  'scripts/validate-settings.ts',
];
/** Packages that read files of their own or start threads from them, and those that are there during development only. */
const external = [/^@electric-sql\//, /^piscina/, /^pino/, /^thread-stream/, /^echarts/, /^smee-client/];

/** In a chunk, `import.meta.url` would be the chunk's: files are looked for beside the source that names them. */
const besideItsSource: Plugin = {
  name: 'beside-its-source',
  transform(code, id) {
    if (id.includes('node_modules') || !code.includes('import.meta.url')) return null;
    const place = relative(process.cwd(), id).replace(/\.tsx?$/, '.js');
    const url = `new URL(${JSON.stringify(`../${place}`)}, import.meta.url).href`;
    // The lines stay the same, which is what a source map is read for.
    return { code: code.replaceAll('import.meta.url', url), map: null };
  },
};

rmSync('dist', { recursive: true, force: true });
const { output } = await build({
  input: Object.fromEntries(programs.map((program) => [nameOf(program), resolve(program)])),
  platform: 'node',
  external,
  plugins: [besideItsSource],
  tsconfig: 'tsconfig.json',
  // A package looks for optional ones by an eval of `require`.
  checks: { eval: false },
  output: {
    dir: 'dist/chunks',
    format: 'esm',
    sourcemap: true,
    minify: false,
    // Names of functions and classes are read in logs.
    keepNames: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[name]-[hash].js',
  },
});
for (const program of programs) {
  const file = `dist/${program.replace(/\.ts$/, '.js')}`;
  mkdirSync(dirname(file), { recursive: true });
  const chunk = JSON.stringify(relative(dirname(file), `dist/chunks/${nameOf(program)}.js`));
  const made = output.find((each) => each.type === 'chunk' && each.isEntry && each.name === nameOf(program));
  // A thread's tasks are what its file exports.
  const names = made?.type === 'chunk' ? made.exports : [];
  writeFileSync(
    file,
    names.length > 0 ? `export { ${names.join(', ')} } from ${chunk};\n` : `import ${chunk};\n`,
  );
}
for (const folder of ['src', 'views'])
  cpSync(folder, `dist/${folder}`, { recursive: true, filter: (file) => !/\.tsx?$/.test(file) });
for (const read of ['drizzle', 'app.yml']) cpSync(read, `dist/${read}`, { recursive: true });

function nameOf(program: string): string {
  return program.replace(/\.ts$/, '').replaceAll('/', '-');
}
