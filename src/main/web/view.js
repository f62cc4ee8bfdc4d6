// What the page shows, kept in the fragment of the address, which a browser does not send to the service.
import {useEffect, useRef, useState} from 'preact/hooks';

const DEFAULTS = {page: 'sessions', q: '', state: '', host: '', min: 0, sort: 'user', at: 0, open: '', hide: '',
  who: '', on: '', kind: '', since: '7d', first: '', last: '', key: ''};

/** Links come from anywhere: what is no such number counts as none. */
const count = text => Math.max(0, Math.floor(Number(text))) || 0;

function read() {
  const given = new URLSearchParams(location.hash.slice(1));
  const view = {...DEFAULTS};
  for (const [name, value] of given) {
    if (Object.hasOwn(DEFAULTS, name)) view[name] = typeof DEFAULTS[name] === 'number' ? count(value) : value;
  }
  return view;
}

function write(view, step) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(view)) {
    if (value !== DEFAULTS[name]) parameters.set(name, value);
  }
  const text = parameters.toString();
  history[step ? 'pushState' : 'replaceState'](null, '', text ? '#' + text : location.pathname);
}

/** While one types, the address is not written: that takes long, and browsers limit how often it is done. */
const TYPING_MILLIS = 300;

/** The view, and a function that changes parts of it; a step is what the browser's Back returns from. */
export function useView() {
  const [view, setView] = useState(read);
  const current = useRef(view);
  const timer = useRef(0);
  const show = next => {
    clearTimeout(timer.current);
    current.current = next;
    setView(next);
  };
  useEffect(() => {
    const back = () => show(read());
    addEventListener('popstate', back);
    addEventListener('hashchange', back);
    return () => {
      removeEventListener('popstate', back);
      removeEventListener('hashchange', back);
      clearTimeout(timer.current);
      write(current.current, false);
    };
  }, []);
  return [view, (parts, step = false) => {
    // The step is from where one was.
    if (step) write(current.current, false);
    show({...current.current, at: 'open' in parts || 'hide' in parts ? current.current.at : 0, ...parts});
    if ('q' in parts && !step) timer.current = setTimeout(() => write(current.current, false), TYPING_MILLIS);
    else write(current.current, step);
  }];
}
