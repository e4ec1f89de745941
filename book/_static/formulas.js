// A formula stands in its page twice, as HTML for eyes and as MathML for ears. Copied, it is its TeX source, once.
// KaTeX's own copy-tex does so for plain text only: a word processor would still get both.
(() => {
  "use strict";
  const formulaOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".katex");

  /** What is selected, with a formula that is selected in part made whole. */
  function selected(range) {
    const [first, last] = [formulaOf(range.startContainer), formulaOf(range.endContainer)];
    if (first) range.setStartBefore(first);
    if (last) range.setEndAfter(last);
    return range.cloneContents();
  }

  function source(formula) {
    const sign = formula.querySelector("math[display=block]") ? "$$" : "$";
    return `${sign}${formula.querySelector("annotation").textContent}${sign}`;
  }

  /** A fragment as text with its lines, which only what is laid out has. */
  function plain(fragment) {
    const box = document.createElement("div");
    box.style.cssText = "position: fixed; inset: 0 auto auto -9999px";
    box.append(fragment);
    document.querySelector("article").append(box);
    // biome-ignore lint/performance/useDomNodeTextContent: only text that is laid out has lines
    const said = { "text/plain": box.innerText, "text/html": box.innerHTML };
    box.remove();
    return said;
  }

  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (selection.isCollapsed) return;
    const copied = selected(selection.getRangeAt(0).cloneRange());
    const formulas = copied.querySelectorAll(".katex");
    if (!formulas.length) return;
    formulas.forEach((formula) => formula.replaceWith(source(formula)));
    for (const [type, text] of Object.entries(plain(copied))) event.clipboardData.setData(type, text);
    event.preventDefault();
  });
})();
