import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../demo/options.ts';
import { Problem } from '../../demo/problem.ts';

const problemOf = (args: string[]) => {
  try {
    parseOptions(args);
  } catch (error) {
    if (error instanceof Problem) return `${error.message} ${error.remedy}`;
    throw error;
  }
  throw new Error(`${args.join(' ')} was accepted`);
};

describe('the options of the demo', () => {
  it('replays the story at a walking pace, then stays', () => {
    expect(parseOptions([])).toMatchObject({
      issues: null,
      limit: null,
      shuffle: null,
      pace: 300,
      exit: false,
      fresh: false,
    });
  });

  it('replays a file without a pause', () => {
    expect(
      parseOptions(['--issues', 'a.jsonl', '--limit', '200', '--shuffle', '7', '--exit', '--fresh']),
    ).toMatchObject({
      issues: 'a.jsonl',
      limit: 200,
      shuffle: 7,
      pace: 0,
      exit: true,
      fresh: true,
    });
  });

  it('puts the local GitHub one port above the console, or anywhere when the console is anywhere', () => {
    expect(parseOptions(['--port', '4000'])).toMatchObject({ port: 4000, githubPort: 4001 });
    expect(parseOptions(['--port', '0'])).toMatchObject({ port: 0, githubPort: 0 });
    expect(parseOptions(['--port', '0', '--github-port', '5000'])).toMatchObject({
      port: 0,
      githubPort: 5000,
    });
  });

  it.each([
    [['--isues', 'a'], 'no option --isues. Did you mean --issues?'],
    [['--limit', 'many'], '--limit takes a whole number, not "many"'],
    [['--limit=-1'], '--limit takes a whole number, not "-1"'],
    [['--port', '70000'], '--port takes a whole number, not "70000". Ports go from 0 to 65535.'],
    [['--issues'], '--issues needs a value'],
    [['a.jsonl'], '"a.jsonl" is not an option. A file of issues is given as --issues FILE.'],
  ])('says what is wrong with %j', (args, words) => {
    expect(problemOf(args)).toContain(words);
  });

  it('refuses a value where none is taken', () => {
    expect(problemOf(['--fresh=yes'])).toContain('--fresh');
  });
});
