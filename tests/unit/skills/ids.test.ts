import { expect, test } from "vitest";
import { seededRandom } from "../../../src/engine/environment";
import { newId } from "../../../src/skills/ids";

test("ids are 12 base-32 characters, equal from equal seeds and otherwise distinct", () => {
  const random = seededRandom(7);
  const ids = Array.from({ length: 1000 }, () => newId(random));
  expect(new Set(ids).size).toBe(1000);
  expect(ids.every((id) => /^[0-9a-hjkmnp-tv-z]{12}$/.test(id))).toBe(true);
  expect(newId(seededRandom(7))).toBe(ids[0]);
});
