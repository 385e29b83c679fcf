import * as v from "valibot";
import { base64, derivationSchema, fromBase64, ITERATIONS, keyOf, randomBytes, toBase64 } from "../passphrase-key";
import { BackupFault } from "./backup-fault";

const sealedSchema = v.object({
  format: v.literal("sotto-sealed"),
  version: v.literal(1),
  key: derivationSchema,
  cipher: v.object({ name: v.literal("AES-256-GCM"), iv: base64 }),
  data: base64,
});

/** Text that only its passphrase opens, as JSON that says how it was locked. */
export async function seal(text: string, passphrase: string): Promise<string> {
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const key = await keyOf(passphrase, salt, ITERATIONS, ["encrypt"]);
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
    const unlocked = await keyOf(passphrase, fromBase64(key.salt), key.iterations, ["decrypt"]);
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
