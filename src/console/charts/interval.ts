import type { CustomSeriesRenderItem } from 'echarts';

/** Draws `[place, low, high]` as a line from low to high. */
export function drawInterval(direction: 'vertical' | 'horizontal', stroke: string): CustomSeriesRenderItem {
  return (_params, api) => {
    const [place, low, high] = [api.value(0), api.value(1), api.value(2)];
    const upright = direction === 'vertical';
    const [x1 = 0, y1 = 0] = api.coord(upright ? [place, low] : [low, place]);
    const [x2 = 0, y2 = 0] = api.coord(upright ? [place, high] : [high, place]);
    return { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth: 2, opacity: 0.45 } };
  };
}
