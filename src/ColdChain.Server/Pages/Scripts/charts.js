// Puts a chart that zooms in the place of the one that the server drew. Where anything is missing, the drawing stays.
import { use, init } from "echarts/core";
import { LineChart } from "echarts/charts";
import {
  AriaComponent, DataZoomComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent,
} from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

use([
  AriaComponent, DataZoomComponent, GridComponent, LineChart, MarkAreaComponent, MarkLineComponent, SVGRenderer,
  TooltipComponent,
]);

const lineColours = ["#14525c", "#4a55a8", "#7b4b94"];
const two = (number) => String(number).padStart(2, "0");

// The server sends the facility's wall clock as if it were UTC, so that no browser's zone can bend it.
const wallClock = (ms) => {
  const t = new Date(ms);
  return `${t.getUTCFullYear()}-${two(t.getUTCMonth() + 1)}-${two(t.getUTCDate())} ${two(t.getUTCHours())}:${two(t.getUTCMinutes())}`;
};

function areasOf(chart) {
  const gaps = chart.gaps.map(([from, until]) => [
    { xAxis: from, name: chart.words.noReadings, itemStyle: { color: "#e4e9eb", opacity: 0.9, borderColor: "#b9c3c8", borderType: "dashed", borderWidth: 1 } },
    { xAxis: until },
  ]);
  const excursions = chart.excursions.map(([from, until, name]) => [
    { xAxis: from, name, itemStyle: { color: "rgba(217,48,37,0.13)" }, label: { color: "#ad1f17" } },
    { xAxis: until },
  ]);
  return [...gaps, ...excursions];
}

function limitsOf(chart) {
  return [[chart.high, chart.words.high], [chart.low, chart.words.low]]
    .filter(([value]) => value !== null)
    .map(([value, name]) => ({ yAxis: value, name: `${name} ${value.toFixed(1)} °C` }));
}

function seriesOf(chart) {
  return chart.lines.map((line, number) => ({
    type: "line", name: line.name, data: line.points, showSymbol: false, connectNulls: false, animation: false,
    lineStyle: { width: 1.6, color: lineColours[number % lineColours.length] },
    itemStyle: { color: lineColours[number % lineColours.length] },
    ...(number === 0 && {
      markArea: { silent: true, label: { fontSize: 11, color: "#3f4a50" }, data: areasOf(chart) },
      markLine: {
        silent: true, symbol: "none", lineStyle: { color: "#2c7a55", type: "dashed", width: 1.25 },
        label: { position: "insideStartTop", formatter: "{b}", color: "#176540", fontWeight: 600 }, data: limitsOf(chart),
      },
    }),
  }));
}

function tooltipOf(points) {
  const heading = document.createElement("strong");
  heading.textContent = wallClock(points[0].axisValue);
  const box = document.createElement("div");
  box.append(heading);
  for (const point of points.filter((each) => each.value[1] !== null)) {
    const row = document.createElement("div");
    row.textContent = `${point.seriesName}  ${point.value[1].toFixed(1)} °C`;
    box.append(row);
  }
  return box;
}

function optionsOf(chart) {
  const narrow = window.innerWidth < 640;
  return {
    useUTC: true, aria: { enabled: true, label: { description: chart.description } },
    grid: { left: 44, right: 14, top: 26, bottom: 62 },
    xAxis: { type: "time", min: chart.from, max: chart.until, axisLabel: { hideOverlap: true }, splitNumber: narrow ? 3 : 8 },
    yAxis: { type: "value", scale: true, min: chart.lowest, max: chart.highest, name: "°C", nameGap: 10 },
    tooltip: { trigger: "axis", formatter: tooltipOf },
    dataZoom: [{ type: "inside", zoomOnMouseWheel: "ctrl" }, { type: "slider", height: 22, bottom: 8, labelFormatter: (ms) => wallClock(ms).slice(5) }],
    series: seriesOf(chart),
  };
}

async function enhance(place) {
  const answer = await fetch(place.dataset.chart, { headers: { accept: "application/json" } });
  if (!answer.ok) {
    return;
  }

  const chart = await answer.json();
  const stage = document.createElement("div");
  stage.className = "chart-live";
  place.append(stage);
  const drawing = init(stage, null, { renderer: "svg" });
  drawing.setOption(optionsOf(chart));
  place.querySelectorAll(".chart-wide, .chart-narrow").forEach((drawn) => drawn.classList.add("is-replaced"));
  new ResizeObserver(() => drawing.resize()).observe(stage);
}

document.querySelectorAll("[data-chart]").forEach((place) => {
  enhance(place).catch(() => place.querySelector(".chart-live")?.remove());
});
