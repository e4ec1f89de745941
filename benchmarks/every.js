// In a page that shows one explorer: moves a control to and fro, as a hand would, and times the answers.
window.every = (() => {
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const frame = () => new Promise(requestAnimationFrame);
  const painted = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(0);
    });
  let rendered = [];
  document.addEventListener("explorer:rendered", ({ detail }) => rendered.push(detail.ms));

  /** A function that moves the control of that name a little on, or to its next option. */
  function mover(name, key) {
    const inputs = [...document.querySelectorAll(`figure[data-explorer="${name}"] [name="${key}"]`)];
    let step = 0;
    return () => {
      step++;
      const input = inputs[step % inputs.length];
      if (input.type === "radio") input.checked = true;
      else if (input.type === "checkbox") input.checked = !input.checked;
      else {
        const [low, high] = [Number(input.min), Number(input.max)];
        const share = 0.2 + 0.6 * Math.abs(((step / 40) % 2) - 1); // to and fro, in steps of a fortieth
        input.value = low + share * (high - low);
      }
      input.dispatchEvent(new Event("input", { bubbles: true }));
    };
  }

  /** For every change: what the explorer says it took, and the time until the picture was painted. */
  async function changes(name, key, count) {
    const move = mover(name, key);
    for (let i = 0; i < 15; i++) {
      move(); // code is compiled by use
      await frame();
    }
    await pause(700); // words and table, half a second after the last input
    rendered = [];
    const repaint = [];
    for (let i = 0; i < count; i++) {
      await pause(40 + ((7 * i) % 17)); // inputs fall anywhere between two frames
      const before = rendered.length;
      const asked = performance.now();
      move();
      while (rendered.length === before) await frame();
      await painted();
      repaint.push(performance.now() - asked);
    }
    return { rendered, repaint, work: await work(move) };
  }

  /** The time a change keeps the processor, without the wait for the next frame: from frame to answer. */
  async function work(move) {
    const taken = [];
    for (let i = 0; i < 30; i++) {
      await frame();
      move();
      const before = rendered.length;
      const begin = await frame(); // the explorer asked for this frame first, so by now it has answered
      if (rendered.length > before) taken.push(performance.now() - begin);
    }
    return taken;
  }

  /** Pictures a second while every frame brings an input. */
  async function drag(name, key, ms) {
    const move = mover(name, key);
    rendered = [];
    const begin = performance.now();
    while (performance.now() - begin < ms) {
      move();
      await frame();
    }
    return (1000 * rendered.length) / (performance.now() - begin);
  }

  return { changes, drag };
})();
