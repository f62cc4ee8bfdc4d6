// Signs of states. Each has its own shape, so that no meaning depends on colour, and a word always stands beside it.
import {html} from './html.js';

const SHAPES = {
  ACTIVE: html`<circle cx="8" cy="8" r="5.5" fill="currentColor"/>`,
  DISCONNECTED: html`<circle cx="8" cy="8" r="4.7" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
  DOWN: html`<path d="M8 2 15 14H1Z" fill="currentColor"/>`,
  WARNED: html`<path d="M3.5 2h9M3.5 14h9M4.5 2c0 4 7 8 7 12M11.5 2c0 4-7 8-7 12" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"/>`,
  CLOSING: html`<path d="M7 3H3v10h4M7.5 8H14M11 5l3 3-3 3" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>`,
  OTHER: html`<rect x="3" y="3" width="10" height="10" fill="none" stroke="currentColor" stroke-width="1.8"/>`
};

const NAMES = {STUCK: 'DOWN', REQUESTED: 'CLOSING'};

export const Shape = ({of}) => html`
  <svg class="shape" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">${SHAPES[NAMES[of] ?? of] ?? SHAPES.OTHER}</svg>`;
