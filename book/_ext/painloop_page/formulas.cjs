// Draws formulas: one JSON line in, one JSON line out. The first argument is the path of KaTeX.
const katex = require(process.argv[2]);

function draw({ latex, displayMode }) {
  try {
    // Strict, so that a formula which only half works stops the build.
    return { html: katex.renderToString(latex, { displayMode, throwOnError: true, strict: "error" }) };
  } catch (error) {
    return { error: error.message };
  }
}

require("readline")
  .createInterface({ input: process.stdin })
  .on("line", (line) => process.stdout.write(JSON.stringify(draw(JSON.parse(line))) + "\n"));
