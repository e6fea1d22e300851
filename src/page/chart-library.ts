/** All of the chart library that is used, so that it can be left out or bundled in one place. */
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, MarkAreaComponent, SVGRenderer]);

export type ChartOption = EChartsCoreOption;

/** Draws a chart as SVG, without a document and without motion; sizes in CSS pixels. */
export function drawSvg(option: ChartOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return chart.renderToSVGString();
  } finally {
    // It would keep the process alive.
    chart.dispose();
  }
}
