import * as v from "valibot";
import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { fold, foldedWords, hasAll } from "../find";
import { entityText, latestMessage, wordingOf } from "../message";
import { joinWords } from "../phrases";
import type { Services, SkillActions } from "../services";
import { readInWords, readSiteSchema } from "./read-in-words";
import { sitesOf, type SiteConnector } from "./sites";

/** What people call each kind. */
const CALLED: Record<SiteConnector["kind"], RegExp> = {
  wordpress: /\b(?:word ?press|blogs?|web ?sites?|posts?)\b/i,
  mediawiki: /\b(?:media ?wiki|wikis?)\b/i,
};

/** "Read the articles from the wiki." It takes longer than a turn: what came of it is told when it is done. */
const readSites = ({ sites }: Services): Action<UserData> => ({
  name: "action_read_sites",
  async run({ tracker, store, dispatcher }) {
    const all = sitesOf(await store.all("connectors"));
    if (all.length === 0) {
      dispatcher.utter("utter_no_sites");
      return [];
    }
    const meant = meantBy(wordingOf(latestMessage(tracker)), all);
    sites.begin(meant);
    dispatcher.utter("utter_reading_sites", { names: joinWords(meant.map(({ name }) => name)) });
    return [];
  },
});

/** Those that are named, else those of a kind that is; all where neither is. */
function meantBy(text: string, all: readonly SiteConnector[]): readonly SiteConnector[] {
  const said = fold(text);
  const named = all.filter(({ name }) => hasAll(said, foldedWords(name)));
  const ofKind = all.filter(({ kind }) => CALLED[kind].test(text));
  return [named, ofKind].find(({ length }) => length > 0) ?? all;
}

/** The worker says what came of it. */
const tellRead: Action<UserData> = {
  name: "action_sites_read",
  run({ tracker, dispatcher }) {
    const message = latestMessage(tracker);
    const read = v.safeParse(readSiteSchema, message.entities.find(({ entity }) => entity === "read")?.value);
    if (!read.success) return [];
    const { journal } = read.output;
    const undo = { title: "Undo", payload: `/undo${JSON.stringify({ id: journal })}` };
    const text = readInWords(entityText(message, "site") ?? "", read.output);
    dispatcher.say({ text, ...(journal !== null && { buttons: [undo] }) });
    return [];
  },
};

export const actions: SkillActions = (services) => [readSites(services), tellRead];
