import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import MarkdownView, { type Marked } from "../../../../src/skills/knowledge/markdown-view";

function drawn(text: string, marked: Marked | null = null): string {
  const html = renderToStaticMarkup(createElement(MarkdownView, { text, marked, topHeading: 2 }));
  return html.replace(/ class="[^"]*"/g, "").replace(/^<div dir="auto">|<\/div>$/g, "");
}

it.each([
  ["a <script>alert(1)</script> b", "<p>a alert(1) b</p>"],
  ["<img src=x onerror=alert(1)>", ""],
  ["[x](javascript:alert(1))", "<p>x</p>"],
  ["[x](data:text/html,1)", "<p>x</p>"],
  ["![secret](https://evil.example/pixel.png)", "<p><span>secret</span></p>"],
])("nothing of a document is run or fetched: %s", (text, html) => {
  expect(drawn(text)).toBe(html);
});

it("says where a link leads", () => {
  expect(drawn("[the rules](https://rules.example/a)")).toBe(
    '<p><a href="https://rules.example/a" target="_blank" rel="noopener noreferrer">the rules</a> <span>(rules.example)</span></p>',
  );
});

it("draws tables and lists as such, and headings under the page's own", () => {
  expect(drawn("## Days\n\n| Site | Days |\n| - | - |\n| Ulm | 30 |\n\n- a\n- b")).toBe(
    '<h3>Days</h3><div tabindex="0" role="group" aria-label="Table"><table><thead><tr><th scope="col">Site</th><th scope="col">Days</th></tr></thead>' +
      "<tbody><tr><td>Ulm</td><td>30</td></tr></tbody></table></div><ul><li><p>a</p></li><li><p>b</p></li></ul>",
  );
});

it("marks a part by its place in the text, over bold words too", () => {
  const text = "Book early. A hotel may cost **120 euros** a night.";
  const start = text.indexOf("A hotel");
  expect(drawn(text, { start, end: text.length })).toBe(
    "<p>Book early. <mark>A hotel may cost </mark><strong><mark>120 euros</mark></strong><mark> a night.</mark></p>",
  );
});
