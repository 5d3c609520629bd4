import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Replayed } from '../../demo/replay/ports.ts';
import { chip } from '../../demo/terminal/chip.ts';
import { cells, fitTo, plainText } from '../../demo/terminal/plain-text.ts';
import { replayedLine } from '../../demo/terminal/replayed-line.ts';
import { openScreen } from '../../demo/terminal/screen.ts';
import { renderSummary } from '../../demo/terminal/summary.ts';
import { sampleIssue } from './sample-issue.ts';

const plain = { titleWidth: 20, depth: 1, labels: [{ name: 'bug', color: 'd73a4a', description: '' }] };
const replayed = (title: string, more: Partial<Replayed>): Replayed => ({
  issue: sampleIssue(1, title),
  number: 1,
  deliveryId: null,
  openedAt: null,
  outcome: { status: 'decided', values: [], similar: [], reason: null },
  labels: [],
  tookMs: null,
  ...more,
});

describe('a line of the replay', () => {
  it('shows labels and the time they took', () => {
    expect(replayedLine(replayed('It breaks', { labels: ['bug', 'area/web'], tookMs: 118.4 }), plain)).toBe(
      '   #1  It breaks             bug area/web  118 ms',
    );
  });

  it.each([
    [
      'skipped: it is locked',
      replayed('x', { outcome: { status: 'alone', values: [], similar: [], reason: 'it is locked' } }),
    ],
    [
      'failed: queue is full',
      replayed('x', { outcome: { status: 'failed', values: [], similar: [], reason: 'queue is full' } }),
    ],
    ['no confident prediction', replayed('x', {})],
    [
      'suggested: question',
      replayed('x', {
        outcome: {
          status: 'decided',
          values: [{ dimension: 'category', label: 'question', autonomy: 'suggest' }],
          similar: [],
          reason: null,
        },
      }),
    ],
  ])('says why there is no label: %s', (words, one) => {
    expect(replayedLine(one, plain)).toContain(words);
  });

  it('lets no title steer the terminal', () => {
    const line = replayedLine(replayed('\u001b[2Jgone\u0007\r\n\u202ekcab', {}), plain);
    expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(plainText('\u001b]0;owned\u0007 hi')).toBe('hi');
  });

  it('keeps columns straight, whatever the script', () => {
    for (const title of [
      'short',
      'iOSアプリでLive Photosの動画部分がバックアップされない',
      'file name 🙏🙏🙏🙏🙏🙏',
      'a'.repeat(99),
    ])
      expect(cells(fitTo(title, 20))).toBe(20);
  });

  it('draws a label in its color, with letters that can be read on it', () => {
    expect(chip({ name: 'bug', color: 'b60205' }, 24)).toContain('\u001b[48;2;182;2;5m\u001b[97m bug ');
    expect(chip({ name: 'wontfix', color: 'ffffff' }, 24)).toContain('\u001b[30m wontfix ');
    expect(chip({ name: 'bug', color: 'b60205' }, 4)).toBe('bug');
  });
});

describe('without a terminal', () => {
  it('writes plain lines, each with its place', () => {
    const written: string[] = [];
    const stream = new Writable({ write: (chunk, _, done) => done(void written.push(String(chunk))) });
    const screen = openScreen(stream as unknown as NodeJS.WriteStream);
    screen.start(12, 3);
    screen.advance('a line');
    screen.stop();
    expect(written).toEqual(['     4/12 a line\n']);
  });
});

describe('in a terminal', () => {
  it('loses no line to the bar, also not the last one', () => {
    const written: string[] = [];
    const stream = new Writable({ write: (chunk, _, done) => done(void written.push(String(chunk))) });
    Object.assign(stream, { isTTY: true, columns: 100, getColorDepth: () => 24 });
    const screen = openScreen(stream as unknown as NodeJS.WriteStream);
    screen.start(2, 0);
    screen.advance('first line');
    screen.advance('last line');
    screen.stop();
    screen.say('the end');
    expect(screen.depth).toBe(24);
    expect(written.join('')).toMatch(/first line[\s\S]*last line[\s\S]*the end/);
  });
});

describe('without a terminal, now and then', () => {
  it('says how much time is left, counted from what this run has done', () => {
    const written: string[] = [];
    const stream = new Writable({ write: (chunk, _, done) => done(void written.push(String(chunk))) });
    let now = 0;
    const screen = openScreen(stream as unknown as NodeJS.WriteStream, () => now);
    screen.start(200, 50);
    for (let line = 0; line < 25; line++) {
      now += 200;
      screen.advance('a line');
    }
    expect(written.at(-1)).toBe('75 of 200 done, about 25 s left.\n');
  });
});

describe('the summary', () => {
  it('says what was right, how fast it was and what it weighed', () => {
    const text = renderSummary({
      issues: 62,
      alone: 3,
      failed: 1,
      agreement: [
        {
          dimension: 'category',
          appliedRight: 30,
          appliedWrong: 2,
          suggestedRight: 9,
          suggestedWrong: 3,
          silent: 14,
          unknown: 2,
        },
      ],
      related: { found: 8, of: 12 },
      latency: { median: 101.2, p95: 180.6, labels: 32 },
      firstLabelMs: 8_420,
      memory: { residentBytes: 700 * 2 ** 20, peakBytes: 812 * 2 ** 20 },
    });
    expect(text).toContain('62 issues, of which 3 skipped on purpose and 1 failed.');
    expect(text).toMatch(/category +30 +2 +9 +3 +14 +94% +89%/);
    expect(text).toMatch(/silent: nothing was likely enough to suggest/);
    expect(text).toContain('(predicted without a known answer: 2 category)');
    expect(text).toContain('8 of 12');
    expect(text).toContain('median 101 ms, p95 181 ms (32 issues)');
    expect(text).toContain('700 MB resident, 812 MB peak');
  });

  it('makes up no figure where there is none', () => {
    const text = renderSummary({
      issues: 1,
      alone: 0,
      failed: 0,
      agreement: [],
      related: null,
      latency: null,
      firstLabelMs: null,
      memory: { residentBytes: 0, peakBytes: 0 },
    });
    expect(text).toContain('1 issue.');
    expect(text).toContain('no labels applied');
    expect(text).not.toMatch(/NaN|null|undefined|maintainer/);
  });
});
