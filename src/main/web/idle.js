// Signs out a page that is not used. Only keys and pointers count as use; the events of the service do not.
import {useEffect, useState} from 'preact/hooks';
import {html} from './html.js';
import {TEXTS} from './texts.js';
import {Dialog} from './dialog.js';

const WARNING_SECONDS = 60;
const INPUT = ['pointerdown', 'keydown', 'wheel', 'touchstart'];

/** Calls `end` when the page was not used for that long; shows a warning a minute before. */
export function IdleWatch({seconds, end}) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    // The clock of the page, which goes on while the tab is hidden or the machine's clock is set.
    let last = performance.now();
    const used = () => {
      last = performance.now();
      setLeft(seconds);
    };
    const look = () => {
      const rest = Math.ceil(seconds - (performance.now() - last) / 1000);
      if (rest <= 0) end();
      else if (rest <= WARNING_SECONDS) setLeft(rest);
    };
    INPUT.forEach(type => addEventListener(type, used, {passive: true, capture: true}));
    document.addEventListener('visibilitychange', look);
    const timer = setInterval(look, 1000);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      INPUT.forEach(type => removeEventListener(type, used, {capture: true}));
    };
  }, [seconds]);
  if (left > WARNING_SECONDS) return null;
  const stay = () => setLeft(seconds);
  return html`
    <${Dialog} title=${TEXTS.idle.title} onClose=${stay}>
      <p>${TEXTS.idle.text(left)}</p>
      <div class="buttons"><button class="primary" data-first onClick=${stay}>${TEXTS.idle.stay}</button></div>
    <//>`;
}
