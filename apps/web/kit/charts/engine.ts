import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

// Only what our pictures need; as SVG, so that letters are the page's own and stay sharp in print.
use([LineChart, BarChart, CustomChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

export { init, type EChartsType };
