import { writeFile } from 'node:fs/promises';
import { html, raw } from 'hono/html';
import { drawBacktest } from '../../src/console/charts/backtest-charts.ts';
import { BacktestReport } from '../../src/console/pages/backtest/backtest-report.tsx';
import type { KeptBacktest } from '../../src/domain/past/backtest.ts';

export interface Section extends KeptBacktest {
  name: string;
  left: string[];
}

/** Writes one file with everything in it: no script, no font, nothing from elsewhere. */
export async function writeHtml(path: string, sections: readonly Section[]): Promise<void> {
  const body = sections.map((section) => <BacktestReport {...section} charts={drawBacktest(section)} />);
  const page = html`<!doctype html><html lang="en"><head><meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'" />
<title>Backtest · DispatchAI</title><style>${raw(style)}</style></head>
<body><main><h1>What DispatchAI would have done</h1>${body}</main></body></html>`;
  await writeFile(path, String(await page));
}

const style = `
:root { color-scheme: light dark; --text: light-dark(#1f2328, #f0f6fc); --quiet: light-dark(#59636e, #9198a1); --line: light-dark(#d1d9e0, #3d444d);
  --chart-text: var(--quiet); --chart-grid: var(--line); --chart-line: var(--line); --chart-target: var(--quiet); --chart-first: light-dark(#0969da, #4493f8);
  --chart-second: light-dark(#8250df, #ab7df8); --chart-mark: light-dark(#cf222e, #f85149); --chart-apply: light-dark(#1a7f37, #3fb950);
  --chart-suggest: light-dark(#9a6700, #d29922); --chart-observe: var(--quiet); }
body { margin: 0; background: light-dark(#fff, #0d1117); color: var(--text); font: 14px/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.6rem; } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); } h3 { margin-top: 2rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .7rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th:first-child, td:first-child, td:nth-child(2) { text-align: left; }
.backtest-table { overflow-x: auto; }
.backtest-numbers { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; margin: 1.5rem 0; }
.backtest-numbers div { display: flex; flex-direction: column-reverse; } .backtest-numbers dd { margin: 0; font-size: 1.7rem; font-weight: 600; }
.backtest-numbers dt, figcaption, .quiet { color: var(--quiet); }
.backtest-plot { margin: 1.5rem 0; max-width: 44rem; } .backtest-plot-narrow { max-width: 26rem; } .chart-svg { width: 100%; height: auto; font-family: inherit; }
.chart-key { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: .4rem 0; padding: 0; list-style: none; }
.chart-mark { display: inline-block; width: 1rem; height: .25rem; vertical-align: middle; } .chart-mark-first { background: var(--chart-first); }
.chart-mark-second { background: var(--chart-second); } .chart-mark-target { height: 0; border-top: 2px dashed var(--chart-target); }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;
