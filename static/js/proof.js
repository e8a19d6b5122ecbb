// Follows the path of a proof in the reader's own browser (RFC 9162, 2.1.3.2); sends nothing anywhere.
const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (buffer) =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function hash(prefix, ...parts) {
  const joined = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  joined[0] = prefix;
  let place = 1;
  for (const part of parts) {
    joined.set(part, place);
    place += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined));
}

export async function leads({ leaf, index, size, path, root }) {
  let place = index;
  let last = size - 1;
  let found = await hash(0, new TextEncoder().encode(leaf));
  for (const step of path) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      found = await hash(1, step, found);
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2);
        last = Math.floor(last / 2);
      }
    } else {
      found = await hash(1, found, step);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && hex(found) === root;
}

export async function checkProof(place) {
  if (!globalThis.crypto?.subtle) return;
  const said = place.dataset;
  const isGood = await leads({
    leaf: document.getElementById(said.leaf).textContent,
    index: Number(said.index),
    size: Number(said.size),
    path: said.path.split(" ").filter(Boolean).map(bytes),
    root: said.root,
  });
  const told = document.createElement("p");
  told.className = "govuk-body govuk-!-font-weight-bold";
  told.setAttribute("role", "status");
  place.append(told);
  told.textContent = isGood ? said.good : said.bad;
}
