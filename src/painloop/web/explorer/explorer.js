// An explorer brought to life: controls, charts, words, numbers. The host decides where the state lives.

import { inParts } from "../computing/parts.js";
import { buildControls } from "../controls/controls.js";
import { playButtons } from "../controls/play.js";
import { levelAt } from "../dom.js";
import { models } from "../generated/models.js";
import { createScene } from "../scenes/scene.js";
import { writeLink } from "../state/link.js";
import { momentInParts, replyTo } from "../state/state.js";
import { chartsOf } from "../views/views.js";
import { tell } from "../words/words.js";
import { listClaims } from "./claims.js";
import { countHands } from "./hands.js";
import { layout, markPreset } from "./layout.js";
import { fillReadings, keyOf, keyTexts, settings } from "./readings.js";
import { listReviews } from "./reviews.js";
import { savingOf } from "./saving.js";
import { soundOf } from "./sound.js";
import { giveWayToTyping, keepInView, makeRoom, picturesOf } from "./stage.js";
import { howSure } from "./sure.js";
import { allColumns, fillTable } from "./table.js";

/** @import { Moment, Play, Said, Size, Spec, State, Store } from "../types.js" */

const SETTLE_MS = 500; // words and table follow this long after the last input, never during a drag
const [NARROWEST, LOWEST] = [280, 110]; // px

/**
 * Mounts the explorer of `spec` in `figure`. Gives a function that takes everything away again.
 * @param {HTMLElement} figure
 * @param {Spec} spec
 * @param {Store} store
 * @param {{ compact?: boolean, faults?: string[], linkable?: boolean }} options - only a part, as on a landing
 *   page; what of a link could not be followed; whether there is an address that restores the state
 */
export function mount(figure, spec, store, { compact = false, faults = [], linkable = true } = {}) {
  const views = compact ? spec.views.filter(({ across }) => !across).slice(-1) : spec.views;
  const charts = chartsOf(views);
  const hands = countHands({ took: () => play?.stop(), left: settleLater });
  const { hold, release } = hands;
  const controls = buildControls(spec, { get: (key) => store.get()[key], change, hold, release, compact });
  const play =
    spec.play &&
    playButtons(
      spec.play,
      spec.controls,
      () => /** @type {number} */ (store.get()[/** @type {Play} */ (spec.play).control]),
      (value) => change({ [/** @type {Play} */ (spec.play).control]: value }),
    );
  const saving = savingOf(spec, {
    now: upToDate,
    columns: tabled,
    settings: allSettings,
    drawn: () => pictures.map(({ chart }) => chart.node),
    link,
    linkable,
    say,
  });
  const act = { ...saving, change, reveal, keep, reset, reply: () => replyTo(spec, models, store.get()) };
  const pictures = picturesOf(createScene(spec), views, charts);
  const doubt = compact ? null : howSure(spec, views, { redraw, seek: (keys) => parts.seek(keys) });
  const sound = spec.sound && soundOf(spec.sound, say);
  const parts = layout(spec, {
    pictures,
    controls,
    play,
    doubt,
    sound,
    level: levelAt(figure),
    compact,
    faults,
    linkable,
    act,
  });
  /** @type {Moment} */
  let moment;
  /** @type {Moment | null} */
  let kept = null;
  /** @type {Said | null} */
  let said = null; // where a guess lies, until the next input
  /** @type {Size[]} */
  let sizes = []; // of the pictures, as the observer saw them: to ask while a picture is made costs a layout
  let frame = 0;
  let timer = 0;
  /** @type {ReturnType<typeof inParts> | null} */
  let work = null; // the moment that is being computed
  let dropped = false; // whether a run was left since the last picture
  let waits = false; // whether a state waits until the run before it has ended
  let askedAt = performance.now(); // the input that is not yet drawn; 0 if there is none
  let moved = false; // a state in which a page opens is nobody's step
  let unheard = false; // whether something was moved since the last answer

  /** @type {(values: State, event?: Event) => void} */
  function change(values, event) {
    if (event && play) play.stop();
    if (event) said = null;
    askedAt ||= event?.timeStamp ?? performance.now();
    moved = unheard = true;
    store.set(values);
    if (event) controls.filter(({ keys }) => keys.some((key) => key in values)).forEach((control) => control.mend());
  }

  /** @type {(values: State, event: Event, guessed: Said | null, then: () => void) => void} */
  function reveal(values, event, guessed, then) {
    change(values, event);
    said = guessed;
    if (said) parts.seek([said.view]);
    if (play) play.run(then);
    else then();
  }

  /** The controls show a new state at once; the picture follows, when all of it is computed. */
  function paint() {
    frame = 0;
    const state = store.get();
    doubt?.drop();
    controls.forEach((control) => control.show(state));
    markPreset(parts.root, spec, state);
    compute(state);
  }

  /**
   * A new input drops the run before it; but of two in a row only one, or a hand that goes on moving would see nothing.
   * @param {State} state
   */
  function compute(state) {
    const runs = work !== null && !work.ended();
    waits = runs && dropped;
    if (waits) return;
    dropped = runs;
    work?.stop();
    work = inParts(momentInParts(spec, models, state), show);
  }

  const isBusy = () => waits || !work?.ended();

  /** @param {Moment} next */
  function show(next) {
    dropped = false;
    if (waits) repaint();
    moment = next;
    sound?.hear(moment);
    if (play?.runs()) parts.answer.clear(); // words do not run ahead of the picture, nor stay behind it
    draw();
    announce();
    settleLater();
  }

  /** A band of uncertainty has come, or goes: the moment is the same. */
  function redraw() {
    if (isBusy()) return; // the moment that comes is drawn with it, or without
    askedAt = performance.now();
    draw();
    announce();
    settle();
  }

  function draw() {
    const sure = doubt?.band();
    pictures.forEach(({ chart }, i) => {
      chart.update({ ...moment, ...sizes[i], kept, sure, said });
    });
    if (!compact) listClaims(parts.list, moment, linkable);
  }

  /** What no layout has measured is as wide as a figure of the book, and as tall as its view says. */
  const measure = () =>
    pictures.map(({ box: { clientWidth, clientHeight } }) => ({
      width: Math.max(NARROWEST, clientWidth || 640),
      height: clientHeight ? Math.max(LOWEST, clientHeight) : undefined,
    }));

  /** Measures the pictures, and says whether any has another size than it was drawn in. */
  function sizesChanged() {
    const before = sizes;
    sizes = measure();
    pictures.forEach(({ box }, i) => {
      box.style.setProperty("--drawn", `${sizes[i].width}px`); // paper keeps this width
    });
    return sizes.some(({ width, height }, i) => width !== before[i]?.width || height !== before[i]?.height);
  }

  function announce() {
    const ms = performance.now() - askedAt;
    askedAt = 0;
    figure.dispatchEvent(new CustomEvent("explorer:rendered", { bubbles: true, detail: { ms } }));
  }

  function settle() {
    parts.answer.say(tell(spec.answer, moment.measures), unheard);
    unheard = false;
    parts.summary.textContent = tell(spec.summary, moment.measures);
    if (moved) parts.steps?.tick(moment.measures);
    views.forEach((view, i) => parts.keys[i].replaceChildren(...keyOf(keyTexts(spec, view, moment.state))));
    fillTable(parts.table, tabled());
    fillReadings(parts.readings, spec, views, moment);
    parts.settings.textContent = `${allSettings()} ${linkable ? link() : ""}`;
    doubt?.ask(moment);
  }

  function tabled() {
    return allColumns(spec, views, moment, { kept, sure: doubt?.band() });
  }

  function allSettings() {
    const ghost = kept && `Kept, drawn pale: ${settings(spec, kept.state)}`;
    return [settings(spec, moment.state), ghost, doubt?.words()].filter(Boolean).join(" ");
  }

  /** Keeps what is drawn, pale, under what comes; or lets go of what was kept. */
  function keep() {
    kept = kept ? null : moment;
    parts.keep.setAttribute("aria-pressed", String(kept !== null));
    repaint();
  }

  function settleLater() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (play?.runs() || isBusy()) settleLater();
      else if (!hands.any()) settle();
    }, SETTLE_MS);
  }

  function link() {
    return writeLink(spec, store.get(), location.href);
  }

  const repaint = () => {
    askedAt ||= performance.now();
    frame ||= requestAnimationFrame(paint);
  };

  /** @param {Event} event */
  function reset(event) {
    change(Object.fromEntries(spec.controls.map((control) => [control.key, control.default])), event);
    say("All controls are back where they began.");
  }

  /** Draws and says at once what waits for its time, so that no file and no print is older than the state. */
  function upToDate() {
    if (frame || waits) {
      cancelAnimationFrame(frame);
      dropped = false; // whatever still runs is of an older state
      paint();
    }
    work?.hurry();
    settle();
    return moment;
  }

  /** @param {(string | HTMLElement)[]} said */
  function say(...said) {
    parts.said.replaceChildren(...said);
  }

  const beforePrint = () => moment && upToDate();
  /**
   * When a page opens, a browser may fill its forms in as they were left: they show the state again.
   * @param {PageTransitionEvent} event
   */
  const restored = (event) => {
    if (event.persisted) return;
    controls.forEach((control) => control.mend());
    repaint();
  };
  const living = new AbortController();
  const { signal } = living;
  parts.root.addEventListener("pointerdown", hands.press);
  addEventListener("beforeprint", beforePrint, { signal });
  addEventListener("pageshow", restored, { signal });
  keepInView(parts.stage, parts.panel);
  giveWayToTyping(figure, signal);
  const unsubscribe = store.subscribe(repaint);
  const observer = new ResizeObserver(() => {
    makeRoom(figure, parts.stage);
    parts.mark();
    if (moment && sizesChanged()) repaint();
  });

  figure.querySelector(".explorer-fallback")?.remove();
  if (!compact) listReviews(parts.list, spec.source, linkable);
  figure.append(parts.root);
  figure.classList.add("explorer--live");
  observer.observe(parts.stage);
  for (const { box } of pictures) observer.observe(box);
  sizesChanged();
  paint();
  upToDate();
  if (compact) keep(); // what the page begins with stays, pale, beside what the reader makes of it

  return () => {
    play?.stop();
    observer.disconnect();
    unsubscribe();
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    work?.stop();
    doubt?.drop();
    sound?.end();
    living.abort();
    parts.root.remove();
  };
}
