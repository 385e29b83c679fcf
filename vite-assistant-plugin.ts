import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { identity as shipped, type Identity } from "./src/identity.ts";
import { ROOT } from "./vite-root.ts";

/** The assistant of a project, where it isn't the one that ships. */
export interface Assistant {
  identity: Identity;
  /** What stands in place of `src/skills/actions.ts` in the worker. */
  actions: string;
  /** Files that take the place of those of `public/`, by their names in the build: `icons/logo.svg`. */
  files: ReadonlyMap<string, Uint8Array>;
}

const IDENTITY = join(ROOT, "src/identity.ts");
const ACTIONS = join(ROOT, "src/skills/actions.ts");

/**
 * Makes the page and the worker those of an assistant: `page` puts its name into index.html and writes its manifest, `modules` (which
 * the worker, a build of its own, needs too) gives the code its identity and its actions.
 */
export function assistant(project: Assistant | null): { page: Plugin; modules: Plugin } {
  const identity = project?.identity ?? shipped;
  const inPlaceOf = new Map(
    project && [
      [IDENTITY, `export const identity = ${JSON.stringify(project.identity)};\n`],
      [ACTIONS, project.actions],
    ],
  );
  return {
    page: {
      name: "sotto-assistant",
      transformIndexHtml: {
        order: "pre",
        handler: (html) =>
          html
            .replaceAll("%NAME%", escaped(identity.name))
            .replaceAll("%DESCRIPTION%", escaped(identity.description))
            .replaceAll("%LANGUAGE%", escaped(identity.language))
            .replace("connect-src 'self'", (own) => [own, ...connectSources(identity)].join(" ")),
      },
      generateBundle() {
        if (!project) return;
        // What is emitted comes after what is copied from public/, and takes its place.
        this.emitFile({ type: "asset", fileName: "manifest.webmanifest", source: manifest(identity) });
        for (const [fileName, source] of project.files) this.emitFile({ type: "asset", fileName, source });
      },
    },
    modules: {
      name: "sotto-assistant-modules",
      enforce: "pre",
      load: (id) => inPlaceOf.get(id.replace(/\?.*$/, "")),
    },
  };
}

/** Whom the page may connect to beside its own origin (src/skills/connections/connectors.ts tells the same). */
function connectSources({ connections: { own, servers } }: Identity): string[] {
  const named = servers.map(({ address }) => new URL(address).origin);
  return [...(own ? ["https:", "http://localhost:*", "http://127.0.0.1:*"] : []), ...new Set(named)];
}

/** Of the one that ships, with another's name; what opens or takes in the shipped one's records isn't there. */
function manifest({ name, description, language }: Identity): string {
  const own = JSON.parse(readFileSync(join(ROOT, "public/manifest.webmanifest"), "utf8")) as Record<string, unknown>;
  const {
    categories: _,
    shortcuts: _of,
    share_target: _text,
    file_handlers: _files,
    screenshots: _pictures,
    ...others
  } = own;
  return `${JSON.stringify({ ...others, name, short_name: name, description, lang: language }, null, 2)}\n`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
