/** @jsxImportSource hono/jsx */
import { describe, expect, it } from 'vitest';
import { ReplayReport } from '../../src/console/pages/backlog/replay-report.tsx';
import { BacktestReport } from '../../src/console/pages/backtest/backtest-report.tsx';
import { drawOverview } from '../../src/console/pages/overview/overview-plots.ts';
import { trackRecordOf } from '../../src/domain/autonomy/label-track-record.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { livelyBacktest } from './backtest-situation.ts';
import { livelyOverview } from './page-situations.ts';

const week = { week: '2026-11-16', accepted: 2, rejected: 1, missed: 0, triaged: 5, applied: 4 };
const text = (html: unknown) =>
  String(html)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe('fewer than 20 outcomes are a count', () => {
  it('in the tables and sentences of the Overview', () => {
    const overview = livelyOverview({
      weeks: [week],
      calibration: [
        { said: 0.9, right: 8, wrong: 1 },
        { said: 0.7, right: 30, wrong: 10 },
      ],
    });
    const { trust, calibration } = drawOverview(overview);
    expect(trust?.summary).toContain(
      '2 of 3 judged predictions were correct, 4 of 5 triaged issues were labeled, and people made 1 correction.',
    );
    expect(trust?.table.rows[0]?.slice(1, 3)).toEqual(['2 of 3', '4 of 5']);
    expect(calibration?.table.rows.map((row) => row.slice(1))).toEqual([
      ['8 of 9', '–', 9],
      ['75%', expect.stringMatching(/^\d+%–\d+%$/), 40],
    ]);
  });

  it('and from 20 on a share', () => {
    const many = { ...week, accepted: 20, rejected: 5, triaged: 50, applied: 40 };
    const { trust } = drawOverview(livelyOverview({ weeks: [many] }));
    expect(trust?.summary).toContain(
      '20 of 25 judged predictions were correct (80%), 40 of 50 triaged issues were labeled (80%), and',
    );
    expect(trust?.table.rows[0]?.slice(1, 3)).toEqual(['80%', '80%']);
  });

  it("in a backtest's line of a label", () => {
    const { report, target, prices } = livelyBacktest.kept ?? {};
    const [first] = report?.labels ?? [];
    if (!report || !first || !target) throw new Error('no report');
    const labels = [
      { ...first, seen: 12, applied: { right: 7, wrong: 2 }, suggested: { right: 1, wrong: 1 } },
    ];
    const charts = { overTime: null, calibration: null, ladder: null };
    const html = text(
      <BacktestReport
        name="x"
        report={{ ...report, labels }}
        target={target}
        charts={charts}
        prices={prices ?? []}
        left={[]}
      />,
    );
    expect(html).toContain('category bug 12 9 0 7 of 9 – 7 of 12 2 1 of 2 72%');
  });
});

describe('the report of the replay', () => {
  const ask = { live: [], seen: 70, current: null, target: 0.8, fixedThreshold: null };
  const stored = (label: string, outcomes: number) => ({
    ...trackRecordOf({
      ...ask,
      ...{ label, dimension: 'category', value: label },
      replayed: Array.from({ length: outcomes }, () => ({ confidence: 0.9, right: true })),
    }),
    changedAt: '2026-11-20T08:00:00.000Z',
    computedAt: '2026-11-20T08:00:00.000Z',
  });
  const replay = {
    replay: { format: 1 as const, issues: 60, folds: 5, from: 3, to: 81, values: [] },
    at: '2026-11-20T08:00:00.000Z',
  };
  const draw = (outcomes: number, mode: 'auto' | 'suggest') =>
    text(
      <ReplayReport
        replay={replay}
        ladder={[stored('bug', outcomes)]}
        labels={new Map()}
        settings={{ ...defaultSettings, mode }}
      />,
    );

  it('says what holds now, not only what was earned', () => {
    expect(draw(60, 'auto')).toMatch(/ Applied .*60 of 60/);
    expect(draw(60, 'suggest')).toMatch(/ Suggested the mode is suggest/);
  });

  it('gives no bounds of fewer than 20', () => {
    expect(draw(60, 'auto')).toMatch(/ 100% \d+%–(&gt;)?\d+% /);
    expect(draw(5, 'auto')).toMatch(/ 5 of 5 – /);
  });
});
