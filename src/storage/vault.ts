import * as v from "valibot";
import type { Sealed, VaultRecord } from "./connections";
import { base64, derivationSchema, fromBase64, ITERATIONS, keyOf, randomBytes, toBase64 } from "./passphrase-key";

/** What a server wants to know of who asks. */
const secretSchema = v.variant("scheme", [
  v.object({ scheme: v.literal("basic"), user: v.string(), password: v.string() }),
  v.object({ scheme: v.literal("bearer"), token: v.string() }),
  v.object({ scheme: v.literal("header"), header: v.string(), value: v.string() }),
]);
export type Secret = v.InferOutput<typeof secretSchema>;

/** By the connector's id. */
const secretsSchema = v.record(v.string(), secretSchema);
export type Secrets = v.InferOutput<typeof secretsSchema>;

const sealed = v.object({ iv: base64, data: base64 });

/** A vault as a backup may bring it. */
export const vaultRecord: v.GenericSchema<unknown, VaultRecord> = v.object({
  id: v.literal("vault"),
  version: v.literal(1),
  key: derivationSchema,
  wrapped: sealed,
  secrets: sealed,
  locksAfter: v.nullable(v.pipe(v.number(), v.minValue(1))),
});

/*
 * Two keys: a random one locks the secrets, and the passphrase's locks that one. Once unlocked, the random key can't be read out, only
 * used. What is sealed is bound to its place, so that neither part can be taken for the other.
 */

const AES = { name: "AES-GCM", length: 256 };
const USES: KeyUsage[] = ["encrypt", "decrypt"];

export async function createVault(passphrase: string): Promise<{ record: VaultRecord; key: CryptoKey }> {
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const locking = await keyOf(passphrase, salt, ITERATIONS, ["wrapKey"]);
  const made = await crypto.subtle.generateKey(AES, true, USES);
  const wrapped = await crypto.subtle.wrapKey("raw", made, locking, sealing(iv, "key"));
  const record: VaultRecord = {
    id: "vault",
    version: 1,
    key: { derivation: "PBKDF2-SHA-256", iterations: ITERATIONS, salt: toBase64(salt) },
    wrapped: { iv: toBase64(iv), data: toBase64(new Uint8Array(wrapped)) },
    secrets: await sealSecrets(made, {}),
    locksAfter: 15,
  };
  const key = await openVault(record, passphrase);
  if (!key) throw new Error("a vault that was just made doesn't open");
  return { record, key };
}

/** The key to the secrets; null where the passphrase isn't the vault's. */
export async function openVault({ key, wrapped }: VaultRecord, passphrase: string): Promise<CryptoKey | null> {
  const locking = await keyOf(passphrase, fromBase64(key.salt), key.iterations, ["unwrapKey"]);
  const unsealing = sealing(fromBase64(wrapped.iv), "key");
  try {
    return await crypto.subtle.unwrapKey("raw", fromBase64(wrapped.data), locking, unsealing, AES, false, USES);
  } catch {
    return null;
  }
}

/**
 * The same secrets under another passphrase and a new key: whoever has the old passphrase and an older copy of the vault opens nothing
 * that is kept from now on. Null where `old` isn't the vault's.
 */
export async function changePassphrase(
  record: VaultRecord,
  old: string,
  passphrase: string,
): Promise<{ record: VaultRecord; key: CryptoKey } | null> {
  const opened = await openVault(record, old);
  if (!opened) return null;
  const made = await createVault(passphrase);
  const secrets = await sealSecrets(made.key, await readSecrets(opened, record));
  return { key: made.key, record: { ...made.record, secrets, locksAfter: record.locksAfter } };
}

export async function sealSecrets(key: CryptoKey, secrets: Secrets): Promise<Sealed> {
  const iv = randomBytes(12);
  const text = new TextEncoder().encode(JSON.stringify(secrets));
  const data = await crypto.subtle.encrypt(sealing(iv, "secrets"), key, text);
  return { iv: toBase64(iv), data: toBase64(new Uint8Array(data)) };
}

/** Rejects where the key isn't the one that sealed them. */
export async function readSecrets(key: CryptoKey, { secrets }: VaultRecord): Promise<Secrets> {
  const text = await crypto.subtle.decrypt(sealing(fromBase64(secrets.iv), "secrets"), key, fromBase64(secrets.data));
  return v.parse(secretsSchema, JSON.parse(new TextDecoder().decode(text)));
}

function sealing(iv: Uint8Array<ArrayBuffer>, place: "key" | "secrets"): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`sotto-vault 1 ${place}`) };
}
