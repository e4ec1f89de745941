// What a reader takes along: the table as a file, the picture as a file, the link.

import { tell } from "../words/words.js";
import { askedToSave, askToSave, fileName } from "./download.js";
import { picture } from "./picture.js";
import { csv } from "./table.js";

/** @import { Moment, Spec } from "../types.js" */
/** @import { TableColumn } from "./table.js" */

/**
 * The actions of the buttons under an explorer.
 * @param {Spec} spec
 * @param {{ now: () => Moment, columns: () => TableColumn[], settings: () => string, drawn: () => SVGSVGElement[],
 *   link: () => string, linkable: boolean, say: (...said: (string | HTMLElement)[]) => void }} has - the moment, up
 *   to date when it is asked for; its table, its settings in words, its pictures; its address, and whether that leads
 *   back; where to say what was done
 */
export function savingOf(spec, { now, columns, settings, drawn, link, linkable, say }) {
  /** @type {(text: string, ending: string, type: string, moment: Moment) => void} */
  function save(text, ending, type, { state }) {
    const name = `${fileName(spec, state)}.${ending}`;
    askToSave(text, type, name);
    say(...askedToSave(name, linkable && link()));
  }

  function download() {
    const moment = now();
    save(csv(columns()), "csv", "text/csv", moment);
  }

  function image() {
    const moment = now();
    const lines = [tell(spec.summary, moment.measures), settings(), spec.caution];
    save(picture(drawn(), { title: spec.title, lines }), "svg", "image/svg+xml", moment);
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(link());
      say("Link copied. It opens this page in exactly this state.");
    } catch {
      say(`Your browser did not allow copying. Please select this link and copy it yourself: ${link()}`);
    }
  }

  return { copy, download, picture: image };
}
