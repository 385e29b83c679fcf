import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { models } from "../../vite-models-plugin";

const page = (sources: string) => `<meta content="default-src 'none'; connect-src ${sources}; worker-src 'self'" />`;

it.each([
  ["its own", {}, "'self'"],
  [
    "its own and the action server's",
    { actionEndpoint: { url: "https://a.example:5055/webhook?token=t", headers: {}, selectiveDomain: false } },
    "'self' https://a.example:5055",
  ],
])("the page of a build may call %s addresses", (_, more, allowed) => {
  const folder = mkdtempSync(join(tmpdir(), "sotto-models-"));
  writeFileSync(join(folder, "current.json"), JSON.stringify({ nlu: "nlu/a", core: "core/a", ...more }));
  const { transformIndexHtml } = models(folder);
  expect((transformIndexHtml as (html: string) => string)(page("'self'"))).toBe(page(allowed));
});
