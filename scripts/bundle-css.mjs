// Bundles ot_notebook/css/book.css and its fonts into ot_notebook/static; imported by bundle.mjs.
import { fileURLToPath } from "node:url";
import { copyFile } from "node:fs/promises";
import { resolve } from "node:path";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

const FAMILIES = ["inter", "source-serif-4"];

export async function bundleCss(outdir = resolve(root, "ot_notebook/static")) {
  await build({
    absWorkingDir: root,
    entryPoints: [resolve(root, "ot_notebook/css/book.css")],
    outdir,
    bundle: true,
    minify: true,
    legalComments: "none",
    loader: { ".woff2": "file" },
    assetNames: "fonts/[name]",
    target: ["chrome111", "firefox113", "safari16.4"],
    logLevel: "warning",
  });
  for (const family of FAMILIES) {
    const licence = resolve(root, "node_modules/@fontsource-variable", family, "LICENSE");
    await copyFile(licence, resolve(outdir, "fonts", `${family}-OFL.txt`));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await bundleCss(process.argv[2] && resolve(process.argv[2]));
}
