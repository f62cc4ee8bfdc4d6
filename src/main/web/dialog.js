// A modal dialog: the browser keeps the focus inside, closes it by Escape and returns the focus.
import {useEffect, useRef} from 'preact/hooks';
import {html} from './html.js';

export function Dialog({title, onClose, children, locked, kind = ''}) {
  const element = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    const dialog = element.current;
    dialog.showModal();
    dialog.querySelector('[data-first]')?.focus();
    return () => {
      dialog.close();
      if (before?.isConnected) before.focus();
    };
  }, []);
  const cancel = event => {
    event.preventDefault();
    if (!locked) onClose();
  };
  return html`
    <dialog ref=${element} class=${kind} aria-labelledby="dialog-title" onCancel=${cancel}>
      <h2 id="dialog-title">${title}</h2>
      ${children}
    </dialog>`;
}
