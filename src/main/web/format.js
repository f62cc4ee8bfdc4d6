// Numbers and times for people. Times on the wire are UTC; they are shown in the viewer's zone, with UTC as a tooltip.
import {html} from './html.js';
import {TEXTS} from './texts.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const FORMATS = {
  moment: new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short'}),
  exact: new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'medium'}),
  day: new Intl.DateTimeFormat(undefined, {month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit'}),
  clock: new Intl.DateTimeFormat(undefined, {timeStyle: 'medium'})
};
const full = new Intl.DateTimeFormat(undefined, {dateStyle: 'full', timeStyle: 'long'});

/** Leaves the smaller unit out when there is none of it. */
function two(seconds, large, largeName, small, smallName) {
  const rest = Math.floor(seconds % large / small);
  return `${Math.floor(seconds / large)} ${largeName}${rest ? ` ${rest} ${smallName}` : ''}`;
}

/** A duration in its two largest units. */
export function duration(seconds) {
  if (seconds < 0) return TEXTS.unknown;
  if (seconds < MINUTE) return `${Math.floor(seconds)} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  return seconds < DAY ? two(seconds, HOUR, 'h', MINUTE, 'min') : two(seconds, DAY, 'd', HOUR, 'h');
}

/** The rest of a countdown as minutes and seconds. */
export function countdown(seconds) {
  const rest = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(rest / MINUTE)}:${String(rest % MINUTE).padStart(2, '0')}`;
}

export function bytes(number) {
  if (number < 0) return TEXTS.unknown;
  const mega = number / 1048576;
  return mega < 1024 ? `${Math.round(mega)} MB` : `${(mega / 1024).toFixed(1)} GB`;
}

export const date = text => new Date(text.replace(/(\.\d{3})\d+/, '$1'));

/** A moment that was given as ISO text, in one of the formats; the whole of it is shown on hover. */
export function Time({iso, as = 'moment'}) {
  if (!iso) return TEXTS.unknown;
  const value = date(iso);
  const title = `${full.format(value)}\n${iso.replace('T', ' ').replace(/\.\d+/, '').replace('Z', ' UTC')}`;
  return html`<time datetime=${iso} title=${title}>${FORMATS[as].format(value)}</time>`;
}
