import { chromium } from "@playwright/test";
import { readFileSync } from "node:fs";
const [out, ...files] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const p = await b.newPage({ viewport: { width: 2060, height: 900 } });
await p.setContent(`<body style="margin:4px;display:flex;gap:8px">${files.map((f) => `<img src="data:image/png;base64,${readFileSync(f).toString("base64")}">`).join("")}</body>`);
await p.screenshot({ path: out });
await b.close();
