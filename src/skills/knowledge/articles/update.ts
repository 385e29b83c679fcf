import type { Action } from "../../../engine/actions/action";
import type { UserData } from "../../../storage/schema";
import { rememberRecord } from "../../last-record";
import { bodyOf, headOf, latestMessage, saidIn } from "../../message";
import { capitalize, shorten } from "../../phrases";
import { changesCard, tellCounts } from "./changes";
import { articleMeant, askWhichArticle } from "./meant";
import { currentText, LONGEST_TEXT, revise } from "./revise";
import { replaced, replacementIn, withParagraph } from "./sections";

/** "Change 5 euros to 6 euros in the parking article", "in the parking article, replace A with B": without a colon. */
const INSIDE = [
  /^(?<order>\W*(?:please\s+)?(?:change|replace|correct)\s+[^]+?\s(?:to|with|by)\s[^]+?)\s+in\s+(?<head>(?:the|our|my)\s[^]+)$/iu,
  /^(?:in|on)\s+(?<head>(?:the|our|my)\s+[^]+?)[,;]?\s+(?<order>(?:change|replace|correct)\s[^]+)$/iu,
  // "In the parking article, say that the gate shuts at eight", "update the leave policy to say that ..."
  /^(?<head>[^,;]*?\b(?:article|policy|page|document|guide)\b[^,;]*?)[,;]?\s+(?:(?:to|should|must)\s+)?(?:say|add|write|put|note|mention)\s+(?:that\s+)?(?<order>\S+\s[^]+)$/iu,
  /^(?<head>(?:add|write|put|note)\b[^,;]*?\b(?:article|policy|page|document|guide)\b)\s+that\s+(?<order>[^]+)$/iu,
  // "Correct the parking policy, replace 5 euros with 6 euros", "update the article on parking, visitors park in bay 12"
  /^(?<head>[^,;]*\b(?:article|policy|page|document|guide)(?:\s+(?:on|about)\s+[^,;]+)?)[,;]\s*(?:and\s+)?(?<order>[^]+)$/iu,
];

/** "Update the parking article: visitors pay 6 euros now": does it, shows what changed, and it can be undone. */
export const updateArticle: Action<UserData> = {
  name: "action_update_article",
  async run(context) {
    const { dispatcher, tracker } = context;
    const said = saidIn(latestMessage(tracker));
    const { head, order } = partsOf(said);
    const meant = await articleMeant(context, head);
    if (meant.kind !== "one") return askWhichArticle(context, "update_article", said, meant);
    const { article } = meant;
    const remembered = [rememberRecord("articles", article.id)];
    if (order === "") {
      dispatcher.utter("utter_article_update_how", { title: article.title });
      return remembered;
    }
    const before = await currentText(context, article);
    const replacement = replacementIn(order);
    const changed = replacement && replaced(before, replacement);
    if (replacement?.isSure && changed === null) {
      dispatcher.utter("utter_article_lacks", { title: article.title, words: shorten(replacement.from, 100) });
      return remembered;
    }
    const text = changed ?? withParagraph(before, sentence(order));
    if (text.length > LONGEST_TEXT) {
      dispatcher.utter("utter_article_unreadable");
      return remembered;
    }
    const saved = await revise(context, article, article, { text, note: shorten(order, 100) });
    const version = await context.store.get("versions", `${saved.id}/${saved.version}`);
    const card = version && changesCard(saved, { before, version, from: article.version });
    dispatcher.utter(
      "utter_article_updated",
      { title: article.title, number: saved.version, what: tellCounts(card?.rows ?? []) },
      card ? { custom: { ...card } } : {},
    );
    return remembered;
  },
};

const SHOULD_SAY = /^(?:it\s+(?:should|must|has to|needs to)\s+)?say\s+(?:that\s+)?/i;

function partsOf(said: string): { head: string; order: string } {
  const order = bodyOf(said);
  if (order !== "") return { head: headOf(said), order: order.replace(SHOULD_SAY, "") };
  const groups = INSIDE.map((pattern) => pattern.exec(said)?.groups).find(Boolean);
  return { head: groups?.["head"] ?? said, order: (groups?.["order"] ?? "").replace(SHOULD_SAY, "") };
}

/** Words of a chat as a paragraph of a text. */
function sentence(words: string): string {
  return /[.!?:|)”"]$/.test(words) ? capitalize(words) : `${capitalize(words)}.`;
}
