// Compiles the style sheet, copies the whole fonts with their licences, and writes the digests of both.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";
import wawoff2 from "wawoff2";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../../..");
const modules = join(root, "node_modules");
const fonts = {
  "Sarabun-Regular": "400Regular/Sarabun_400Regular.ttf",
  "Sarabun-Italic": "400Regular_Italic/Sarabun_400Regular_Italic.ttf",
  "Sarabun-Bold": "700Bold/Sarabun_700Bold.ttf",
};

function compileStyles() {
  const { css } = sass.compile(join(here, "lexpopuli.scss"), {
    style: "compressed",
    loadPaths: [modules],
    quietDeps: true,
  });
  writeFileSync(join(root, "static/css/lexpopuli.css"), `${css}\n`);
}

async function copyFonts() {
  const family = join(modules, "@expo-google-fonts/sarabun");
  mkdirSync(join(root, "static/fonts"), { recursive: true });
  copyFileSync(join(family, "LICENSE_FONT"), join(root, "static/fonts/OFL.txt"));
  for (const [name, source] of Object.entries(fonts)) {
    const whole = readFileSync(join(family, source));
    writeFileSync(join(root, `static/fonts/${name}.ttf`), whole);
    writeFileSync(join(root, `static/fonts/${name}.woff2`), await wawoff2.compress(whole));
  }
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function writeDigests() {
  const listed = [...filesUnder(join(root, "static/css")), ...filesUnder(join(root, "static/fonts"))];
  const lines = listed.map((file) => {
    const digest = createHash("sha256").update(readFileSync(file)).digest("hex");
    return `${digest}  ${relative(join(root, "static"), file)}`;
  });
  writeFileSync(join(root, "static/assets.sha256"), `${lines.join("\n")}\n`);
}

compileStyles();
await copyFonts();
writeDigests();
