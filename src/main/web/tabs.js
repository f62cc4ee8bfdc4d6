// Which windows of this browser follow the events. A browser opens six connections to one service; the windows with a
// stream agree to leave some of them free, and the one that took its stream first gives it up. It then reads at intervals.

const MOST_STREAMS = 4;
const ANNOUNCED_MILLIS = 10_000;
/** A window that has not been heard for that long has crashed, and with it its stream has ended. */
const SILENCE_MILLIS = 3.5 * ANNOUNCED_MILLIS;

const channel = new BroadcastChannel('logoffd-console');
const mine = crypto.getRandomValues(new Uint32Array(2)).join('-');
/** The windows with a stream and when each was last heard, the one that took it first at the front; this one is among them. */
let streams = [];
let giveUp = null;
let timer = 0;

/** Announces that this window opens a stream; `lost` is called when it has to give it up. */
export function takeStream(lost) {
  giveUp = lost;
  enter(mine);
  channel.postMessage({id: mine, has: true});
  clearInterval(timer);
  timer = setInterval(announce, ANNOUNCED_MILLIS);
}

/** Announces that this window has no stream any more. */
export function leaveStream() {
  giveUp = null;
  clearInterval(timer);
  if (has(mine)) channel.postMessage({id: mine, has: false});
  leave(mine);
}

const announce = () => channel.postMessage({id: mine, has: true, known: true});

const has = id => streams.some(each => each.id === id);

function enter(id) {
  leave(id);
  streams.push({id, heard: performance.now()});
}

function leave(id) {
  streams = streams.filter(each => each.id !== id);
}

function hear({id, has: open, known}) {
  if (!open) {
    leave(id);
  } else if (!known) {
    enter(id);
    if (giveUp) announce();
  } else if (has(id)) {
    streams.find(each => each.id === id).heard = performance.now();
  } else {
    // It repeats what it announced before this window listened, so it has its stream for longer.
    streams.unshift({id, heard: performance.now()});
  }
}

channel.onmessage = ({data}) => {
  hear(data);
  streams = streams.filter(each => each.id === mine || performance.now() - each.heard < SILENCE_MILLIS);
  if (giveUp && streams.length > MOST_STREAMS && streams[0].id === mine) {
    const lost = giveUp;
    leaveStream();
    lost();
  }
};
