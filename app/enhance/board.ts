/**
 * Moves players on the team board by dragging, by touch and by keyboard, and sends the board's forms without leaving
 * the page. The server decides: what it answers takes the place of what is shown. Without this file every form works
 * by itself.
 */

interface Held {
  handle: HTMLElement;
  player: HTMLElement;
  /** Where the player would go. */
  over: HTMLElement | null;
  /** Where the pointer took hold; null of a keyboard. */
  from: { x: number; y: number } | null;
  /** What is seen to be dragged; null until it is. */
  ghost: HTMLElement | null;
}

let held: Held | null = null;
let isSending = false;
/** After a drag, also one that was given up, the browser tells of a click too, which is none. A key's has no detail. */
let ignoresClick = false;

const saying = document.createElement('p');
saying.className = 'unseen';
saying.setAttribute('aria-live', 'assertive');
document.body.append(saying);

const board = () => document.getElementById('tavla');
const zones = () => [...document.querySelectorAll<HTMLElement>('#tavla [data-team]')];

/** Says one of the words that came with the page, with names in their places. */
function say(
  words: 'help' | 'picked' | 'over' | 'dropped' | 'cancelled' | 'failed',
  names: { name?: string; team?: string } = {},
): string {
  const text = board()?.dataset[words] ?? '';
  return text.replace('{name}', names.name ?? '').replace('{team}', names.team ?? '');
}

function announce(text: string): void {
  saying.textContent = text;
}

/** Gives each player a handle: a button to drag by, or to press and choose with the arrow keys. */
function prepare(): void {
  // there is something to drag by only now
  document.getElementById('board-how')?.removeAttribute('hidden');
  document.querySelector('.board-last')?.classList.add('board-follows');
  leaveRoom();
  for (const player of document.querySelectorAll<HTMLElement>('#tavla .board-player')) {
    if (!player.querySelector('.board-move') || player.querySelector('.board-handle')) continue;
    const handle = document.createElement('button');
    handle.type = 'button';
    handle.className = 'board-handle';
    handle.setAttribute('aria-label', say('help', { name: player.dataset.name }));
    player.prepend(handle);
  }
}

/** What has the focus or is leapt to is not put under what follows along at the top, which is as high as its words. */
function leaveRoom(): void {
  const bar = document.querySelector<HTMLElement>('.board-last');
  const covers = bar !== null && getComputedStyle(bar).position === 'sticky';
  document.documentElement.style.scrollPaddingTop = covers ? `${bar.offsetHeight + 8}px` : '';
}
addEventListener('resize', leaveRoom);

const handleOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('.board-handle') : null;

function pick(handle: HTMLElement, from: Held['from']): void {
  const player = handle.closest<HTMLElement>('.board-player');
  if (!player || isSending) return;
  held = { handle, player, over: null, from, ghost: null };
  if (from) return;
  player.classList.add('board-held');
  handle.setAttribute('aria-pressed', 'true');
  // who sees is told by which keys too
  saying.className = 'board-saying';
  announce(say('picked', { name: player.dataset.name }));
  // nor is what one chooses from put under what says so
  document.documentElement.style.scrollPaddingBottom = `${saying.offsetHeight + 8}px`;
  player.scrollIntoView({ block: 'nearest' });
}

function hover(zone: HTMLElement | null): void {
  if (!held || held.over === zone) return;
  held.over?.classList.remove('board-over');
  const isOwn = zone?.dataset.team === held.player.dataset.from;
  held.over = isOwn ? null : zone;
  held.over?.classList.add('board-over');
  if (held.over) announce(say('over', { team: held.over.dataset.name }));
}

/** Lets go, and shows the player where the player was. */
function release(): Held | null {
  const was = held;
  held = null;
  if (!was) return null;
  was.over?.classList.remove('board-over');
  was.player.classList.remove('board-held');
  was.ghost?.remove();
  was.handle.removeAttribute('aria-pressed');
  saying.className = 'unseen';
  document.documentElement.style.scrollPaddingBottom = '';
  return was;
}

function putBack(): void {
  const was = release();
  if (was) announce(say('cancelled', { name: was.player.dataset.name }));
}

function drop(): void {
  const was = release();
  const path = board()?.dataset.move;
  if (!was || !path) return;
  const { player, over } = was;
  if (!over) return announce(say('cancelled', { name: player.dataset.name }));
  announce(say('dropped', { name: player.dataset.name, team: over.dataset.name }));
  const fields = { player: player.dataset.player ?? '', from: player.dataset.from ?? '', to: over.dataset.team ?? '' };
  void send(path, new URLSearchParams(fields), `[data-player="${fields.player}"] .board-handle`);
}

/** Sends a form, and shows what the server answers in place of the board. @param next what has the focus then */
async function send(path: string, fields: URLSearchParams, next: string): Promise<void> {
  if (isSending) return;
  isSending = true;
  try {
    const answer = await fetch(path, { method: 'POST', body: fields });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const shown = page.querySelector('.console');
    const old = document.querySelector('.console');
    // logged out, or the site is busy: what is really there is seen by going there
    if (!shown || !old || !page.getElementById('tavla')) return location.assign(path.replace(/\/[^/]*$/, ''));
    old.replaceWith(document.importNode(shown, true));
    document.title = page.title;
    prepare();
    const wrong = document.querySelector<HTMLElement>('.console .error-summary');
    announce((wrong ?? document.getElementById('board-status'))?.textContent?.trim() ?? '');
    (wrong ?? document.querySelector<HTMLElement>(next) ?? document.querySelector<HTMLElement>('.console h1'))?.focus();
  } catch {
    announce(say('failed'));
  } finally {
    isSending = false;
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post' || !form.closest('.console')) return;
  event.preventDefault();
  const data = new FormData(form);
  const fields = new URLSearchParams([...data].map(([name, value]) => [name, String(value)]));
  const player = fields.get('player');
  const isMove = form.closest('.board-move') !== null;
  const next = isMove
    ? `[data-player="${player}"] summary`
    : `[data-team="${fields.get('team')}"] .board-change summary`;
  void send(new URL(form.action).pathname, fields, fields.has('undo') ? '.board-last button' : next);
});

document.addEventListener('pointerdown', (event) => {
  ignoresClick = false;
  const handle = handleOf(event.target);
  if (!handle || event.button !== 0 || held) return;
  pick(handle, { x: event.clientX, y: event.clientY });
  handle.setPointerCapture(event.pointerId);
});

document.addEventListener('pointermove', (event) => {
  if (!held?.from) return;
  const [right, down] = [event.clientX - held.from.x, event.clientY - held.from.y];
  if (!held.ghost && Math.hypot(right, down) < 6) return;
  held.ghost ??= makeGhost(held.player);
  ignoresClick = true;
  held.ghost.style.transform = `translate(${event.clientX}px, ${event.clientY}px)`;
  const below = document.elementFromPoint(event.clientX, event.clientY);
  hover(below?.closest<HTMLElement>('#tavla [data-team]') ?? null);
  scrollNear(event.clientY);
});

/** Above everything, so that no list cuts it off. */
function makeGhost(player: HTMLElement): HTMLElement {
  const ghost = document.createElement('div');
  ghost.className = 'board-ghost';
  ghost.textContent = player.dataset.name ?? '';
  document.body.append(ghost);
  player.classList.add('board-held');
  return ghost;
}

/** A board is longer than a phone's screen: near its edge the page moves along. */
function scrollNear(y: number): void {
  const step = y < 70 ? -14 : y > innerHeight - 70 ? 14 : 0;
  if (!step) return;
  // a page that scrolls smoothly would lag behind
  if ('scrollBehavior' in document.documentElement.style) scrollBy({ top: step, behavior: 'instant' });
  else scrollBy(0, step);
}

document.addEventListener('pointerup', () => {
  if (!held?.from) return;
  if (held.ghost) drop();
  else release();
});
document.addEventListener('pointercancel', () => held?.from && putBack());

document.addEventListener('click', (event) => {
  if (ignoresClick && event.detail > 0) return;
  const handle = handleOf(event.target);
  if (handle) {
    if (!held) pick(handle, null);
    else if (held.handle === handle) drop();
    else putBack();
    return;
  }
  // who cannot drag presses the player, and then where the player goes
  if (!held || !(event.target instanceof Element) || event.target.closest('a, button, summary, label, input, select'))
    return;
  const zone = event.target.closest<HTMLElement>('#tavla [data-team]');
  if (!zone) return;
  hover(zone);
  drop();
});

document.addEventListener('keydown', (event) => {
  if (!held) return;
  if (event.key === 'Escape') {
    event.preventDefault();
    return putBack();
  }
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step || held.from) return;
  event.preventDefault();
  const own = held.player.dataset.from;
  const goals = zones().filter((zone) => zone.dataset.team !== own);
  if (!goals.length) return;
  const at = held.over ? goals.indexOf(held.over) : step > 0 ? -1 : 0;
  const goal = goals[(at + step + goals.length) % goals.length]!;
  hover(goal);
  goal.scrollIntoView({ block: 'nearest' });
});

document.addEventListener('focusout', (event) => {
  if (held && !held.from && event.target === held.handle && event.relatedTarget) putBack();
});

prepare();
