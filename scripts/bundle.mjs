// Builds ot_notebook/static from ot_notebook/js and ot_notebook/css. usage: node scripts/bundle.mjs [outdir [figure...]]
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundleCss } from "./bundle-css.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const js = join(root, "ot_notebook/js");
const TARGET = ["chrome111", "firefox113", "safari16.4"];
const COLOURS = ["paper", "ink", "muted", "hair", "wash", "source", "target", "plan", "good", "source-fill", "target-fill", "plan-fill"];
const settings = { absWorkingDir: root, bundle: true, minify: true, charset: "utf8", legalComments: "none", target: TARGET, logLevel: "warning" };

/** `import text from "worker:./x.worker.js"` gives the bundled source of a worker as text. */
const workers = {
  name: "workers",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^worker:/ }, ({ path, resolveDir }) => ({ path: resolve(resolveDir, path.slice(7)), namespace: "worker" }));
    onLoad({ filter: /./, namespace: "worker" }, async ({ path }) => {
      const { outputFiles } = await build({ ...settings, entryPoints: [path], format: "iife", write: false });
      return { contents: outputFiles[0].text.trim(), loader: "text" };
    });
  },
};

/** `import figures from "figures:all"` gives every figure's definition by name. */
const allFigures = (names) => ({
  name: "all-figures",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^figures:all$/ }, () => ({ path: "all", namespace: "figures" }));
    onLoad({ filter: /./, namespace: "figures" }, () => ({
      contents: [
        ...names.map((name, k) => `import f${k} from "./${name}.js";`),
        `export default { ${names.map((name, k) => `${JSON.stringify(name)}: f${k}`).join(", ")} };`,
      ].join("\n"),
      resolveDir: join(js, "figures"),
    }));
  },
});

async function figureNames() {
  const files = await readdir(join(js, "figures"));
  return files.filter((file) => file.endsWith(".js")).map((file) => basename(file, ".js")).sort();
}

function bundleFigure(name, outdir) {
  const contents = `import definition from "./${name}.js";\notNotebook.define(definition);\n`;
  return build({
    ...settings, stdin: { contents, resolveDir: join(js, "figures") }, format: "iife",
    outfile: join(outdir, "figures", `${name}.js`), plugins: [workers],
  });
}

function bundleHost(name, format, names, outdir) {
  return build({
    ...settings, entryPoints: [join(js, "hosts", `${name}.js`)], format, outfile: join(outdir, `${name}.js`),
    plugins: [workers, allFigures(names)],
  });
}

/** The declarations of the book's colours in one rule of tokens.css. */
function palette(tokens, selector) {
  const start = tokens.indexOf(`${selector} {`), rule = tokens.slice(start, tokens.indexOf("}", start));
  return COLOURS.map((name) => {
    const found = new RegExp(`--${name}:\\s*([^;]+);`).exec(rule);
    if (start < 0 || !found) throw new Error(`bundle: tokens.css has no --${name} in '${selector}'`);
    return `--${name}: ${found[1]};`;
  }).join(" ");
}

/** In Jupyter there is no book.css: the figures' sheet with the book's colours, following Jupyter's theme. */
async function bundleWidgetCss(outdir) {
  const tokens = await readFile(join(root, "ot_notebook/css/tokens.css"), "utf8");
  const contents = [
    '@import "./figure.css";',
    `.ot-host { ${palette(tokens, ":root")} color-scheme: light; --paper: var(--jp-layout-color0, #fff); }`,
    `[data-jp-theme-light="false"] .ot-host { ${palette(tokens, ':root[data-theme="dark"]')} color-scheme: dark; --paper: var(--jp-layout-color0, #111); }`,
  ].join("\n");
  return build({
    ...settings, stdin: { contents, loader: "css", resolveDir: join(root, "ot_notebook/css") },
    outfile: join(outdir, "widget.css"),
  });
}

export async function bundle(outdir = join(root, "ot_notebook/static"), wanted = []) {
  const names = wanted.length ? wanted : await figureNames();
  await mkdir(outdir, { recursive: true });
  const scripts = ["page", ...(existsSync(join(js, "hosts/book.js")) ? ["book"] : [])];
  await Promise.all([
    ...["d3-array", "d3-shape"].map((name) => copyFile(join(root, "node_modules", name, "LICENSE"), join(outdir, `${name}-LICENSE.txt`))),
    ...scripts.map((name) => bundleHost(name, "iife", names, outdir)),
    bundleHost("widget", "esm", names, outdir),
    ...names.map((name) => bundleFigure(name, outdir)),
    bundleWidgetCss(outdir),
    bundleCss(outdir),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [outdir, ...wanted] = process.argv.slice(2);
  await bundle(outdir && resolve(outdir), wanted);
}
