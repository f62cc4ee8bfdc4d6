// Users over the last 24 hours, one value a minute. uPlot draws it and is loaded only here.
import {useEffect, useRef, useState} from 'preact/hooks';
import {html} from './html.js';
import {TEXTS} from './texts.js';
import {visible} from './names.js';
import {Time, date} from './format.js';
import {readCounts} from './api.js';

const H = TEXTS.hostsPage;
const MINUTE_MILLIS = 60_000;
const HEIGHT = 220;
const DAY_SECONDS = 86_400;
/** What is shown at least, so that the first minutes after a start are not drawn as a day. */
const LEAST_SECONDS = 3600;

/** The lines differ by their dashes too, so that no meaning depends on colour. */
const SERIES = [
  {name: 'users', colour: '--text', dash: []},
  {name: 'active', colour: '--good', dash: [7, 3]},
  {name: 'disconnected', colour: '--accent', dash: [2, 3]}
];

const at = new Intl.DateTimeFormat(undefined, {timeStyle: 'short'});

/** The values of one host, or of all together; a minute that is not known of each of them has none. */
export function lines(counts, host) {
  const chosen = host ? [counts.hosts[host]].filter(Boolean) : Object.values(counts.hosts).filter(each => each.users.some(value => value >= 0));
  if (chosen.length === 0) return [[], ...SERIES.map(() => [])];
  const from = Date.parse(counts.from) / 1000;
  // The minute before the first is not known; without it, uPlot draws an axis of years for a single minute.
  const times = Array.from({length: chosen[0].users.length + 1}, (_, i) => from + (i - 1) * counts.stepSeconds);
  const values = SERIES.map(({name}) => times.map((_, i) =>
    chosen.every(each => each[name][i - 1] >= 0) ? chosen.reduce((sum, each) => sum + each[name][i - 1], 0) : null));
  return [times, ...values];
}

export function Chart({hosts, starts, since}) {
  const [counts, setCounts] = useState(null);
  const [problem, setProblem] = useState(false);
  const [host, setHost] = useState('');
  useEffect(() => {
    const attempt = new AbortController();
    const read = async () => {
      try {
        setCounts(await readCounts(attempt.signal));
        setProblem(false);
      } catch {
        if (!attempt.signal.aborted) setProblem(true);
      }
    };
    read();
    const timer = setInterval(read, MINUTE_MILLIS);
    return () => {
      clearInterval(timer);
      attempt.abort();
    };
  }, [starts]);
  const data = counts ? lines(counts, host) : null;
  const summary = data ? inWords(data) : '';
  return html`
    <section class="service wide">
      <h2 id="chart-title">${H.chart}</h2>
      <div class="toolbar">
        ${hosts.length > 1 && html`
          <label><span>${TEXTS.host}</span><select onChange=${event => setHost(event.target.value)}>
            <option value="">${TEXTS.allHosts}</option>${hosts.map(each => html`<option value=${each} selected=${each === host}>${visible(each)}</option>`)}
          </select></label>`}
        <ul class="legend">${SERIES.map(({name, dash, colour}) => html`
          <li class=${'line ' + colour.slice(2)}><svg width="30" height="8" aria-hidden="true"><path d="M0 4h30" stroke="currentColor" stroke-width="2" stroke-dasharray=${dash.join(' ')}/></svg>${H.chartSeries[name]}</li>`)}
        </ul>
      </div>
      ${problem && html`<p class="outcome bad" role="status">${H.chartProblem}</p>`}
      ${data && (summary
        ? html`<${Plot} data=${data} summary=${summary}/><p class="quiet">${summary} ${H.chartNote} <${Since} last=${data[0].at(-1)} start=${since}/></p>`
        : html`<p class="quiet">${H.chartEmpty}</p>`)}
    </section>`;
}

/** The service keeps the counts in memory: after a start, the chart is of less than a day. */
const Since = ({last, start}) => start && date(start) / 1000 > last - DAY_SECONDS ? html`${H.chartSince} <${Time} iso=${start}/>.` : null;

/** The chart in a sentence; "" when nothing is known. */
function inWords([times, users]) {
  const known = users.map((value, i) => ({value, i})).filter(each => each.value !== null);
  if (known.length === 0) return '';
  const most = known.reduce((best, each) => each.value > best.value ? each : best);
  return H.chartOf(known[known.length - 1].value, most.value, at.format(new Date(times[most.i] * 1000)));
}

function Plot({data, summary}) {
  const box = useRef(null);
  const plot = useRef(null);
  const newest = useRef(data);
  newest.current = data;
  const [pointed, setPointed] = useState('');
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    let ended = false;
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const make = async () => {
      const {default: uPlot} = await import('uplot').catch(() => ({}));
      if (ended) return;
      setMissing(!uPlot);
      if (!uPlot) return;
      plot.current?.destroy();
      plot.current = new uPlot(options(box.current, setPointed), newest.current, box.current);
    };
    const size = new ResizeObserver(() => plot.current?.setSize({width: box.current.clientWidth, height: HEIGHT}));
    size.observe(box.current);
    scheme.addEventListener('change', make);
    make();
    return () => {
      ended = true;
      size.disconnect();
      scheme.removeEventListener('change', make);
      plot.current?.destroy();
      plot.current = null;
    };
  }, []);
  useEffect(() => { plot.current?.setData(data); }, [data]);
  return html`
    ${missing && html`<p class="outcome bad" role="status">${H.chartMissing}</p>`}
    <div ref=${box} class="chart" role="img" aria-label=${`${H.chart}. ${summary}`}></div>
    <p class="quiet pointed" aria-hidden="true">${pointed}</p>`;
}

function options(box, setPointed) {
  const style = getComputedStyle(document.documentElement);
  const colour = name => style.getPropertyValue(name).trim();
  const axis = {stroke: colour('--quiet'), grid: {stroke: colour('--line'), width: 1}, ticks: {stroke: colour('--line'), width: 1}};
  return {
    width: box.clientWidth,
    height: HEIGHT,
    legend: {show: false},
    cursor: {drag: {x: false, y: false}, y: false},
    scales: {x: {range: (u, low, high) => [Math.min(low, high - LEAST_SECONDS), high]}, y: {range: (u, low, high) => [0, Math.max(1, Math.ceil((high ?? 0) * 1.1))]}},
    axes: [axis, {...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]}],
    series: [{}, ...SERIES.map(each => ({label: H.chartSeries[each.name], stroke: colour(each.colour), width: 2, dash: each.dash, points: {show: false}}))],
    hooks: {setCursor: [u => setPointed(pointedAt(u))]}
  };
}

function pointedAt(u) {
  const i = u.cursor.idx;
  if (i === null || i === undefined || u.data[1][i] === null) return '';
  return `${at.format(new Date(u.data[0][i] * 1000))}: ` + SERIES.map((each, s) => `${H.chartSeries[each.name]} ${u.data[s + 1][i] ?? TEXTS.never}`).join(', ');
}
