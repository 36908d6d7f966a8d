// One JSON request a line {tex, display, macros}, one JSON answer a line {html} or {error}.
const katex = require('katex');
const readline = require('readline');

// Symbols without metrics would be drawn with a wrong width; other departures from LaTeX are harmless.
const strict = (code) => (code === 'unknownSymbol' ? 'error' : 'ignore');

function render({ tex, display, macros }) {
  try {
    return { html: katex.renderToString(tex, { displayMode: display, macros, strict, output: 'htmlAndMathml' }) };
  } catch (error) {
    return { error: String(error.rawMessage || error.message).toWellFormed() };
  }
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  process.stdout.write(JSON.stringify(render(JSON.parse(line))) + '\n');
});
