import type { Random } from "../engine/environment";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** A new record's id: 12 characters of Crockford's base 32, 60 bits from the turn's own random source. */
export function newId(random: Random): string {
  return Array.from({ length: 12 }, () => ALPHABET.charAt(Math.floor(random() * ALPHABET.length))).join("");
}
