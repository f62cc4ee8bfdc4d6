// Which windows of this browser follow the events. A browser opens six connections to one service; the windows with a
// stream agree to leave some of them free, and the one that took its stream first gives it up. It then reads at intervals.

const MOST_STREAMS = 4;

const channel = new BroadcastChannel('logoffd-console');
const mine = crypto.getRandomValues(new Uint32Array(2)).join('-');
/** The windows with a stream, the one that took it first at the front; this one is among them. */
let streams = [];
let giveUp = null;

/** Announces that this window opens a stream; `lost` is called when it has to give it up. */
export function takeStream(lost) {
  giveUp = lost;
  enter(mine);
  channel.postMessage({id: mine, has: true});
}

/** Announces that this window has no stream any more. */
export function leaveStream() {
  giveUp = null;
  if (streams.includes(mine)) channel.postMessage({id: mine, has: false});
  streams = streams.filter(each => each !== mine);
}

function enter(id) {
  streams = [...streams.filter(each => each !== id), id];
}

channel.onmessage = ({data}) => {
  if (!data.has) {
    streams = streams.filter(each => each !== data.id);
  } else if (!data.known) {
    enter(data.id);
    if (giveUp) channel.postMessage({id: mine, has: true, known: true});
  } else if (!streams.includes(data.id)) {
    // It answers the announcement of another window, so it has its stream for longer.
    streams = [data.id, ...streams];
  }
  if (giveUp && streams.length > MOST_STREAMS && streams[0] === mine) {
    const lost = giveUp;
    leaveStream();
    lost();
  }
};
