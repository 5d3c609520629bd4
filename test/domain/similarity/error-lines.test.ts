import { describe, expect, it } from 'vitest';
import { errorLines } from '../../../src/domain/similarity/error-lines.ts';

const key = (text: string) => errorLines(text).map((line) => line.key);

describe('errorLines', () => {
  it('takes out what varies between two runs of the same error', () => {
    const mine = "Error: ENOENT: no such file or directory, lstat '/home/ann/app/main.js'";
    const theirs = "npm ERR! Error: ENOENT: no such file or directory, lstat '/Users/bo/x.js'";
    expect(key(mine)).toEqual(key(theirs));
    expect(errorLines(mine)[0]?.shown).toBe('ENOENT: no such file or directory, lstat …');
  });

  it('tells different errors apart', () => {
    expect(key('TypeError: x.map is not a function')).not.toEqual(
      key('TypeError: x.filter is not a function'),
    );
  });

  it('reads a panic with its time and level before it', () => {
    expect(key('2024-05-01T10:00:00Z [worker] panic: send on closed channel')).toEqual([
      'panic send on closed channel',
    ]);
  });

  it('reads a line whose only sign is the word before it', () => {
    expect(key('Error: the settings page stays empty')).toEqual(['the settings page stays empty']);
  });

  it.each(['Thank you for the library', 'Why does it fail to start?', 'error: 1', ''])(
    'leaves out %j',
    (text) => {
      expect(errorLines(text)).toEqual([]);
    },
  );

  it('shows at most 80 characters and no backtick', () => {
    const [line] = errorLines(`Error: cannot read \`settings\` ${'because it is missing '.repeat(9)}`);
    expect(line?.shown.length).toBeLessThanOrEqual(80);
    expect(line?.shown).not.toContain('`');
  });
});
