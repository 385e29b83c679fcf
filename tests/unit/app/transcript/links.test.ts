import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitLinks } from "../../../../src/app/transcript/links";

const hrefs = (text: string) => splitLinks(text).flatMap(({ href }) => href ?? []);

describe("web addresses in a text", () => {
  it.each([
    ["See https://example.org.", ["https://example.org"]],
    ["(https://example.org/a)", ["https://example.org/a"]],
    ["https://en.wikipedia.org/wiki/Sotto_(voce), then", ["https://en.wikipedia.org/wiki/Sotto_(voce)"]],
    ["http://a.example and HTTPS://B.example?", ["http://a.example", "HTTPS://B.example"]],
    ['<a href="https://example.org">x</a>', ["https://example.org"]],
  ])("%s", (text, expected) => expect(hrefs(text)).toEqual(expected));

  it.each(["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "https://", "example.org", "https://[bad"])(
    "never makes a link of %s",
    (text) => expect(hrefs(text)).toEqual([]),
  );

  it("leaves every text as it was, and links only to http and https", () => {
    const pieces = fc.constantFrom(
      "https://a.example/x",
      "http://",
      "(",
      ")",
      ".",
      " ",
      "\n",
      "<",
      "🙂",
      "javascript:",
      "word",
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parts = splitLinks(text);
        expect(parts.map((part) => part.text).join("")).toBe(text);
        for (const { href } of parts) if (href !== undefined) expect(new URL(href).protocol).toMatch(/^https?:$/);
      }),
    );
  });
});
