// The page's own small script. Everything works without it.
(function () {
  "use strict";

  // A wide formula is a stop for the keyboard, to be scrolled; one that fits need not be.
  function markFormulas() {
    for (const formula of document.querySelectorAll(".katex-display")) {
      if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
      else formula.removeAttribute("tabindex");
    }
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
  const aboutThePage = mistake && mistake.getAttribute("href");

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

  const main = document.getElementById("main-content");
  new ResizeObserver(markFormulas).observe(main);
  document.fonts.ready.then(markFormulas);

  const links = contents();
  let waiting = false;
  window.addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(() => { waiting = false; markSection(links); });
    waiting = true;
  }, { passive: true });
  markSection(links);
})();
