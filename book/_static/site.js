// The page's own small script. Everything works without it.
(() => {
  "use strict";
  // A wide formula is a stop for the keyboard, to be scrolled; one that fits need not be.
  function markFormulas() {
    for (const formula of document.querySelectorAll(".katex-display")) {
      if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
      else formula.removeAttribute("tabindex");
    }
  }

  // How much of the window the page's own header covers: what stays in view stays below it.
  // Where the style knows it, it is not said again: the browser would look at every element anew.
  const html = document.documentElement;
  const header = document.querySelector(".bd-header-article");

  function measureHeader() {
    const covers = header && getComputedStyle(header).position === "sticky";
    const height = covers ? header.offsetHeight : 0;
    const known = Number.parseFloat(getComputedStyle(html).getPropertyValue("--head"));
    if (height !== known) html.style.setProperty("--head", `${height}px`);
  }

  // In the list of contents, mark the section that is being read; at the end of the page, the last.
  function markSection(links) {
    const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
    const begun = links.filter(({ section }) => atEnd || section.getBoundingClientRect().top < window.innerHeight / 3);
    const read = begun.length ? begun[begun.length - 1].link : null;
    if (mistake && read) nameSection(read.textContent.trim());
    for (const { link } of links) {
      if (link === read) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  }

  // Below the contents, the link to report a mistake names that section.
  const mistake = document.querySelector(".sidebar-secondary__inner .report-mistake a");
  const aboutThePage = mistake?.getAttribute("href");

  function nameSection(title) {
    mistake.textContent = "Report a mistake in this section";
    mistake.href = aboutThePage.replace("the%20whole%20page", encodeURIComponent(title));
  }

  function contents() {
    return Array.from(document.querySelectorAll("#pst-page-toc-nav a[href^='#']"), (link) => ({
      link,
      section: document.getElementById(decodeURIComponent(link.hash.slice(1))),
    })).filter(({ section }) => section);
  }

  // An edition that is kept below its number (publish/release.py) says when there is a newer one.
  function showNewer(root) {
    const [, edition] = root.pathname.match(/\/(\d+\.\d+\.\d+)\/$/) ?? [];
    if (!edition || !location.protocol.startsWith("http")) return;
    const top = new URL("../", root);
    const here = location.href.slice(root.href.length);
    const announce = ([newest]) => {
      if (newest === edition) return;
      const link = Object.assign(document.createElement("a"), {
        href: top.href + here,
        textContent: `read this page in ${newest}`,
      });
      const note = Object.assign(document.createElement("aside"), { className: "newer-edition" });
      note.setAttribute("aria-label", "Edition");
      note.append(`You are reading edition ${edition}, kept as it was. There is a newer one: `, link, ".");
      main.prepend(note);
    };
    fetch(new URL("versions.json", top))
      .then((answer) => answer.json())
      .then(announce, () => {}); // offline: no note
  }

  // The reader's answers and colour scheme are all that this site stores; a button forgets them. Where the browser
  // keeps nothing, a stand-in that is no Storage has them until the page is closed (_templates/storage.js).
  for (const button of document.querySelectorAll(".forget")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const key of ["painloop:answers", "mode", "theme"]) localStorage.removeItem(key);
      button.nextElementSibling.textContent =
        localStorage instanceof Storage
          ? "Forgotten. This browser holds no answer of yours any more."
          : "Forgotten. This browser does not keep your answers once the page is closed.";
    });
  }

  // On a phone the contents are a sheet before the page: a link in it leads to what it covers.
  document.getElementById("pst-secondary-sidebar-modal")?.addEventListener("click", ({ target, currentTarget }) => {
    if (target.closest("a[href^='#']")) currentTarget.close();
  });

  // Sphinx hides the words that a search has marked by a `javascript:` address, which the page does not allow.
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".highlight-link a")) return;
    event.preventDefault();
    SphinxHighlight.hideSearchWords();
  });

  const main = document.getElementById("main-content");
  showNewer(new URL(document.documentElement.dataset.content_root, location.href));
  new ResizeObserver(markFormulas).observe(main);
  if (header) new ResizeObserver(measureHeader).observe(header);
  document.fonts.ready.then(markFormulas);

  const links = contents();
  let waiting = false;
  window.addEventListener(
    "scroll",
    () => {
      if (!waiting)
        requestAnimationFrame(() => {
          waiting = false;
          markSection(links);
        });
      waiting = true;
    },
    { passive: true },
  );
  markSection(links);
})();
