// Looks for a number with which SHA-256 of "challenge:number" begins with enough zero bits.
function beginsWithZeros(digest, bits) {
  const bytes = new Uint8Array(digest);
  for (let i = 0; i < bits; i += 1) {
    if (bytes[i >> 3] & (128 >> (i & 7))) return false;
  }
  return true;
}

self.addEventListener("message", async (asked) => {
  const challenge = asked.data;
  const bits = Number(challenge.split(".")[3]);
  const letters = new TextEncoder();
  for (let number = 0; ; number += 1) {
    const digest = await crypto.subtle.digest("SHA-256", letters.encode(`${challenge}:${number}`));
    if (beginsWithZeros(digest, bits)) {
      self.postMessage(String(number));
      return;
    }
  }
});
