// The rating as a tone, for who asks for it. Nothing sounds, and no AudioContext is made, before the button is pressed.

import { h } from "../dom.js";

/** @import { Moment, Sound } from "../types.js" */

const [LOWEST, OCTAVE] = [220, 5]; // Hz at a rating of 0, and how much of the rating doubles it
const [LOUD, CLICK] = [0.05, 0.12]; // of the most there is
const [HELD, FADE] = [0.15, 0.03]; // s that a tone stays after a change, and in which it comes and goes
const RESTS = 800; // ms after the last change until nothing runs any more

export const LAW =
  "Sound is on, while something moves. The tone rises with the rating, by an octave for every five points; a click " +
  "says that the rating crosses the border.";

/**
 * The pitch of a rating, in Hz: two octaves from 0 to 10.
 * @param {number} rating
 */
export const pitchOf = (rating) => LOWEST * 2 ** (rating / OCTAVE);

/**
 * A soft tone, silent until it is told a rating, and soon after.
 * @param {BaseAudioContext} context
 */
export function toneIn(context) {
  const volume = new GainNode(context, { gain: 0 });
  const tone = new OscillatorNode(context, { type: "triangle", frequency: LOWEST });
  tone.connect(volume).connect(context.destination);
  tone.start();
  /** @type {(rating: number, now?: number) => void} */
  function sing(rating, now = context.currentTime) {
    tone.frequency.setTargetAtTime(pitchOf(rating), now, FADE / 3);
    volume.gain.cancelScheduledValues(now);
    volume.gain.setTargetAtTime(LOUD, now, FADE);
    volume.gain.setTargetAtTime(0, now + HELD, FADE);
  }
  return sing;
}

/**
 * A click, a hundredth of a second long.
 * @type {(context: BaseAudioContext, now?: number) => void}
 */
export function clickIn(context, now = context.currentTime) {
  const volume = new GainNode(context, { gain: CLICK });
  const tone = new OscillatorNode(context, { type: "square", frequency: 1500 });
  volume.gain.setTargetAtTime(0, now, 0.005);
  tone.connect(volume).connect(context.destination);
  tone.start(now);
  tone.stop(now + 0.03);
}

/**
 * The button, and what hears each moment; null where there is no Web Audio.
 * @param {Sound} declared
 * @param {(words: string) => void} say
 */
export function soundOf({ rating, border }, say) {
  if (typeof AudioContext === "undefined") return null;
  /** @type {AudioContext | null} */
  let context = null;
  /** @type {ReturnType<typeof toneIn>} */
  let sing;
  let [state, side, timer] = ["", 0, 0];

  /** @param {Moment} moment */
  function hear({ state: values, measures }) {
    const before = [state, side];
    state = JSON.stringify(values);
    side = Math.sign(Number(measures[rating]) - Number(measures[border]));
    if (!context || state === before[0]) return; // off, or drawn anew at another size
    context.resume().catch(() => {}); // refused if the sound is turned off before it came
    sing(Number(measures[rating]));
    if (side * Number(before[1]) < 0) clickIn(context);
    clearTimeout(timer);
    timer = setTimeout(() => context?.suspend(), RESTS);
  }

  function toggle() {
    if (context) end();
    else begin();
    button.setAttribute("aria-pressed", String(context !== null));
    say(context ? LAW : "Sound is off.");
  }

  function begin() {
    context = new AudioContext();
    sing = toneIn(context);
  }

  function end() {
    clearTimeout(timer);
    context?.close();
    context = null;
  }

  const button = h(
    "button",
    { type: "button", class: "explorer-button explorer-sound", "aria-pressed": "false", click: toggle },
    "Sound",
  );
  return { button, hear, end };
}
