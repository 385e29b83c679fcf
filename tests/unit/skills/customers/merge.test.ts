import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical } from "../../../../src/storage/canonical";
import { duplicatePairs } from "../../../../src/skills/customers/duplicates";
import { Talk } from "../talk";
import { customer, desk, interaction, supportCase } from "./records";

describe("duplicates", () => {
  it("are those with the same email, number, or name, or a slip in it; never a whole team", () => {
    const pairs = duplicatePairs([
      customer("a", "Anna Berg", { emails: ["ANNA@acme.example"] }),
      customer("b", "A. Berg", { emails: ["anna@acme.example"] }),
      customer("c", "Tomas Lind", { company: "x" }),
      customer("d", "Lind, Tomas", { company: "x" }),
      customer("e", "Katharina Voss"),
      customer("f", "Katarina Vos"),
      customer("g", "Jon Hansen"),
      customer("h", "Jonas Hansen"),
      customer("i", "Mia", { phones: ["+47 555 01 01"] }),
      customer("j", "Mia Roe", { phones: ["5550101"] }),
      ...Array.from({ length: 20 }, (_, i) => customer(`t${i}`, `Team ${i}`, { phones: ["555 999 888"] })),
    ]);
    const found = pairs.map(({ a, b }) => `${a.id}${b.id}`).sort();
    expect(found).toEqual(["ab", "cd", "ef", "ij"]);
  });

  it("are told by words", async () => {
    const talk = desk().put("customers", customer("anna2", "Berg Anna"));
    const [answer] = await talk.say("find_duplicates", "find duplicate customers");
    expect(answer?.text).toContain("Anna Berg and Berg Anna (same name)");
  });
});

const text = fc.string({ minLength: 1, maxLength: 8 });
const fields = fc.record({
  name: text,
  emails: fc.array(text, { maxLength: 3 }),
  phones: fc.array(text, { maxLength: 3 }),
  role: fc.option(text, { nil: undefined }),
  notes: fc.option(text, { nil: undefined }),
  tags: fc.array(text, { maxLength: 3 }),
  external: fc.array(text, { maxLength: 3 }),
});
const side = fc.constantFrom("keep", "other");

describe("merging", () => {
  it("keeps what was chosen and every way to reach either, moves cases and history along, and undone is as it was", async () => {
    await fc.assert(
      fc.asyncProperty(fields, fields, fc.record({ name: side, role: side, notes: side }), async (a, b, choices) => {
        const talk = new Talk()
          .put("customers", customer("a", a.name, a), customer("b", b.name, b), customer("c", "Other"))
          .put("cases", supportCase("x", 1001, "b"), supportCase("y", 1002, "c"))
          .put("interactions", interaction("i", "b", "2026-02-24T09:00:00+01:00"));
        const state = () =>
          canonical(
            ["customers", "cases", "interactions"].map((name) => talk.all(name).sort((x, y) => (x.id < y.id ? -1 : 1))),
          );
        const before = state();
        await talk.press(`/merge_customers${JSON.stringify({ customer_id: "a", other_id: "b", choices })}`);
        const merged = talk.all("customers").find(({ id }) => id === "a") as ReturnType<typeof customer>;
        expect(
          talk
            .all("customers")
            .map(({ id }) => id)
            .sort(),
        ).toEqual(["a", "c"]);
        expect(merged.name).toBe(choices.name === "keep" ? a.name : b.name);
        expect(merged.external).toEqual(expect.arrayContaining([...a.external, ...b.external]));
        const mails = new Set(merged.emails.map((email) => email.trim().toLowerCase()));
        expect([...a.emails, ...b.emails].every((email) => mails.has(email.trim().toLowerCase()))).toBe(true);
        expect(talk.all("cases")).toMatchObject([{ customer: "a" }, { customer: "c" }]);
        expect(talk.all("interactions")).toMatchObject([{ customer: "a" }]);
        await talk.press("/undo");
        expect(state()).toBe(before);
      }),
      { numRuns: 100 },
    );
  });
});
