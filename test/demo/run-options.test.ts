import { describe, expect, it } from 'vitest';
import { demoCommand, toDemoOptions } from '../../demo/options.ts';

const read = (args: string[]) =>
  demoCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parse(args, { from: 'user' });
const parseOptions = (args: string[]) => toDemoOptions(read(args).opts());

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
    [['--isues', 'a'], "unknown option '--isues'\n(Did you mean --issues?)"],
    [['--limit', 'many'], "'--limit <n>' argument 'many' is invalid. Must be a whole number, 0 or more."],
    [['--limit=-1'], "'-1' is invalid"],
    [['--port', '70000'], "'70000' is invalid. Must be a whole number, from 0 to 65535."],
    [['--issues'], "option '--issues <file>' argument missing"],
    [['a.jsonl'], 'too many arguments'],
    [['--fresh=yes'], '--fresh'],
  ])('says what is wrong with %j', (args, words) => {
    expect(() => read(args)).toThrow(words);
  });
});
