import * as v from "valibot";
import { BackupFault } from "./backup-fault";

/** PBKDF2 rounds; OWASP's figure for SHA-256 (Password Storage Cheat Sheet, 2023). A file names its own, so that this may grow. */
const ITERATIONS = 600_000;
/** More would let a forged file keep the device busy for minutes. */
const MOST_ITERATIONS = 10_000_000;

const base64 = v.pipe(v.string(), v.base64());
const sealedSchema = v.object({
  format: v.literal("sotto-sealed"),
  version: v.literal(1),
  key: v.object({
    derivation: v.literal("PBKDF2-SHA-256"),
    iterations: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_ITERATIONS)),
    salt: base64,
  }),
  cipher: v.object({ name: v.literal("AES-256-GCM"), iv: base64 }),
  data: base64,
});

/** Text that only its passphrase opens, as JSON that says how it was locked. */
export async function seal(text: string, passphrase: string): Promise<string> {
  const [salt, iv] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(12))];
  const key = await keyOf(passphrase, salt, ITERATIONS, "encrypt");
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text));
  return JSON.stringify({
    format: "sotto-sealed",
    version: 1,
    key: { derivation: "PBKDF2-SHA-256", iterations: ITERATIONS, salt: toBase64(salt) },
    cipher: { name: "AES-256-GCM", iv: toBase64(iv) },
    data: toBase64(new Uint8Array(data)),
  });
}

export function isSealed(json: unknown): boolean {
  return typeof json === "object" && json !== null && "format" in json && json.format === "sotto-sealed";
}

export async function unseal(json: unknown, passphrase: string): Promise<string> {
  const sealed = v.safeParse(sealedSchema, json);
  if (!sealed.success)
    throw new BackupFault("backup.unknown", "This backup is locked in a way that isn't known here, or damaged.");
  const { key, cipher, data } = sealed.output;
  try {
    const unlocked = await keyOf(passphrase, fromBase64(key.salt), key.iterations, "decrypt");
    const text = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: fromBase64(cipher.iv) },
      unlocked,
      fromBase64(data),
    );
    return new TextDecoder().decode(text);
  } catch {
    throw new BackupFault("backup.passphrase", "This passphrase doesn't open the backup.");
  }
}

async function keyOf(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
  use: "encrypt" | "decrypt",
): Promise<CryptoKey> {
  // The same passphrase may be typed composed or decomposed.
  const bytes = new TextEncoder().encode(passphrase.normalize("NFKC"));
  const material = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveKey"]);
  const derivation = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(derivation, material, { name: "AES-GCM", length: 256 }, false, [use]);
}

/** Bytes at a time: `String.fromCharCode` takes them as arguments, of which there may be only so many. */
const CHUNK = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += CHUNK) binary += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
