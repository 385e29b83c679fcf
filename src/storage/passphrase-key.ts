import * as v from "valibot";

/** PBKDF2 rounds; OWASP's figure for SHA-256 (Password Storage Cheat Sheet, 2023). What is locked names its own, so that this may grow. */
export const ITERATIONS = 600_000;

/** More would let a forged file keep the device busy for minutes. */
const MOST_ITERATIONS = 10_000_000;

export const base64 = v.pipe(v.string(), v.base64());

/** How what is locked says which key opens it. */
export const derivationSchema = v.object({
  derivation: v.literal("PBKDF2-SHA-256"),
  iterations: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_ITERATIONS)),
  salt: base64,
});

/** A key that a passphrase gives, never to be read out. */
export async function keyOf(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
  uses: KeyUsage[],
): Promise<CryptoKey> {
  // The same passphrase may be typed composed or decomposed.
  const bytes = new TextEncoder().encode(passphrase.normalize("NFKC"));
  const material = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveKey"]);
  const derivation = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(derivation, material, { name: "AES-GCM", length: 256 }, false, uses);
}

export function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(count));
}

/** Bytes at a time: `String.fromCharCode` takes them as arguments, of which there may be only so many. */
const CHUNK = 0x8000;

export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += CHUNK) binary += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(binary);
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
