import * as v from "valibot";
import type { ConnectorKind } from "../connections/kind";
import { countOf } from "../phrases";
import { readJson } from "../read-json";
import { askWiki } from "./ask-wiki";

const pages = v.array(v.object({ id: v.number() }));
const siteinfo = v.object({ query: v.object({ general: v.object({ generator: v.string(), sitename: v.string() }) }) });

export const wordpress: ConnectorKind = {
  title: "WordPress",
  about: "A website whose pages and posts your questions are answered from. Read them in Knowledge, under Import.",
  example: "https://www.example.org",
  // An application password, which its user makes in their profile there.
  signIn: ["basic"],
  async test(connect, connector) {
    const why = "whether it is there";
    // A wrong login alone is answered here with 401.
    if (typeof connector.settings["signIn"] === "string")
      await connect.ask(connector, { path: "/", query: { rest_route: "/wp/v2/users/me" }, why });
    const query = { rest_route: "/wp/v2/pages", per_page: "1", _fields: "id" };
    const { text, headers } = await connect.ask(connector, { path: "/", query, why });
    const found = readJson(connector, text, pages).length;
    return `WordPress with ${countOf(Number(headers.get("X-WP-Total") ?? found), "page")}`;
  },
};

export const mediawiki: ConnectorKind = {
  title: "MediaWiki",
  about:
    "A wiki whose pages your questions are answered from, those that everybody may read. Read them in Knowledge, under Import.",
  example: "https://wiki.example.org/w",
  // A page of another site is a stranger to it, whatever login it sends.
  signIn: [],
  async test(connect, connector) {
    const query = { action: "query", meta: "siteinfo", siprop: "general" };
    const text = await askWiki({ connect, connector }, query, "whether it is there");
    const { general } = readJson(connector, text, siteinfo).query;
    return `${general.generator}, “${general.sitename}”`;
  },
};
