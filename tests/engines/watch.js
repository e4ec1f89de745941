// Runs before a page's own scripts, in every engine: keeps what goes wrong, policy messages included.
window.painloopHeard = [];
addEventListener(
  "error",
  (event) => window.painloopHeard.push(`uncaught: ${event.message ?? event.target.outerHTML}`),
  true,
);
addEventListener("unhandledrejection", (event) => window.painloopHeard.push(`rejected: ${event.reason}`));
document.addEventListener("securitypolicyviolation", (event) =>
  window.painloopHeard.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`),
);
