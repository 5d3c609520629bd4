import { UndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import forceAtlas2Module from 'graphology-layout-forceatlas2';
import { keepIds } from '../../domain/clusters/keep-ids.ts';
import { nameThemes } from '../../domain/clusters/name-themes.ts';
import { createRandom } from '../../domain/similarity/ranker/random.ts';
import { hashTerm } from '../../domain/similarity/term-hash.ts';
import type { MapIssue, ThemeMap } from '../../triage/ports/themes.ts';

// CommonJS modules whose types say `default`: what is imported is the function itself.
const louvain = louvainModule as unknown as typeof louvainModule.default;
const forceAtlas2 = forceAtlas2Module as unknown as typeof forceAtlas2Module.default;

type LinkGraph = UndirectedGraph<{ x: number; y: number }, { weight: number }>;

/** Fewer like issues than this are no theme. */
const smallest = 3;
/** Finer than modularity's own scale: a theme is a handful of problems, not a department. */
const resolution = 1.2;
/** Layout steps: fewer where each costs more, and where most places are known already. */
const stepsFor = (issues: number, known: boolean) =>
  Math.round((issues > 5_000 ? 60 : 250) * (known ? 0.4 : 1));

/**
 * Themes by Louvain's communities (Blondel et al. 2008) over the links between like issues, places by ForceAtlas2 (Jacomy et
 * al. 2014) from where issues stood before, names by their titles. Seeded: the same issues give the same map.
 */
export function drawMap({ issues, firstFree }: { issues: MapIssue[]; firstFree: number }): ThemeMap {
  const graph = linkGraph(issues);
  const groups = communitiesOf(graph);
  const before = new Map(
    issues.flatMap(({ number, theme }) => (theme === null ? [] : [[number, theme] as const])),
  );
  const ids = keepIds(groups, before, firstFree);
  const themeOf = new Map<number, number>();
  for (const [group, numbers] of groups)
    for (const number of numbers) themeOf.set(number, ids.get(group) as number);
  const titles = new Map<number, string[]>();
  for (const { number, title } of issues) {
    const theme = themeOf.get(number);
    if (theme !== undefined) titles.set(theme, [...(titles.get(theme) ?? []), title]);
  }
  const places = placesOf(graph, issues);
  return {
    terms: nameThemes(titles),
    issues: issues.map(({ number }) => ({
      number,
      theme: themeOf.get(number) ?? null,
      ...(places.get(number) ?? { x: 0, y: 0 }),
    })),
  };
}

function linkGraph(issues: readonly MapIssue[]): LinkGraph {
  const graph: LinkGraph = new UndirectedGraph();
  for (const { number, x, y } of issues) {
    const random = createRandom(hashTerm(String(number)));
    graph.addNode(number, { x: x ?? 2 * random() - 1, y: y ?? 2 * random() - 1 });
  }
  for (const { number, neighbors } of issues) {
    for (const { number: other, weight } of neighbors) {
      if (other === number || !graph.hasNode(other)) continue;
      // A link that both ends name is twice as telling.
      if (graph.hasEdge(number, other))
        graph.updateEdgeAttribute(number, other, 'weight', (sum) => (sum ?? 0) + weight);
      else graph.addEdge(number, other, { weight });
    }
  }
  return graph;
}

/** Communities of at least the smallest size, by an id of their own. */
function communitiesOf(graph: LinkGraph): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  if (graph.size === 0) return groups;
  const found = louvain(graph, { resolution, getEdgeWeight: 'weight', rng: createRandom(1) });
  for (const [node, group] of Object.entries(found)) {
    const numbers = groups.get(group) ?? [];
    numbers.push(Number(node));
    groups.set(group, numbers);
  }
  return new Map([...groups].filter(([, numbers]) => numbers.length >= smallest));
}

/** Places within -1 to 1, the middle at 0. Outliers are brought in, so that they do not shrink the rest. */
function placesOf(graph: LinkGraph, issues: readonly MapIssue[]): Map<number, { x: number; y: number }> {
  const known = issues.filter(({ x }) => x !== null).length > issues.length / 2;
  const settings = {
    ...forceAtlas2.inferSettings(graph.order || 1),
    barnesHutOptimize: graph.order > 500,
    gravity: 1,
    scalingRatio: 4,
    linLogMode: true,
  };
  const iterations = stepsFor(graph.order, known);
  const layout = graph.order > 0 ? forceAtlas2(graph, { iterations, settings, getEdgeWeight: 'weight' }) : {};
  const numbers = Object.keys(layout).map(Number);
  const xs = scaled(numbers.map((number) => layout[number]?.x ?? 0));
  const ys = scaled(numbers.map((number) => layout[number]?.y ?? 0));
  return new Map(numbers.map((number, i) => [number, { x: xs[i] ?? 0, y: ys[i] ?? 0 }]));
}

function scaled(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const [low, high] = [at(0.02), at(0.98)];
  const half = (high - low) / 2 || 1;
  return values.map((value) => Math.max(-1, Math.min(1, (value - (low + high) / 2) / half)));
}
