// stdin: JSON {css, own, words, variables, scripts}; stdout: JSON {css, scripts}.
// `css` loses the rules that match none of `words`; `own` is kept whole; everything is minified.
const { PurgeCSS } = require('purgecss');
const esbuild = require('esbuild');
const fs = require('fs');

const minified = (code, loader) => esbuild.transformSync(code, { loader, minify: true, legalComments: 'none' }).code;

async function main({ css, own, words, variables, scripts }) {
  const [pruned] = await new PurgeCSS().purge({
    content: [{ raw: words.join(' '), extension: 'txt' }],
    css: [{ raw: css }],
    keyframes: true,
    variables: true,
    safelist: { variables },
  });
  return {
    css: minified(`${pruned.css}\n${own}`, 'css'),
    scripts: Object.fromEntries(Object.entries(scripts).map(([name, code]) => [name, minified(code, 'js')])),
  };
}

main(JSON.parse(fs.readFileSync(0, 'utf8'))).then((answer) => process.stdout.write(JSON.stringify(answer)));
