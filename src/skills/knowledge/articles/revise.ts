import type { ActionContext } from "../../../engine/actions/action";
import { formatIso } from "../../../engine/time/zone";
import type { Article, Version } from "../../../storage/knowledge-records";
import type { UserData } from "../../../storage/schema";

type Context = ActionContext<UserData>;

/** What an article may be longer than nowhere but in an imported document (characters). */
export const LONGEST_TEXT = 200_000;

/** What the current version says; empty where it isn't kept. */
export async function currentText({ store }: Context, { id, version }: Article): Promise<string> {
  return (await store.get("versions", `${id}/${version}`))?.text ?? "";
}

/** Writes an article; where its title or text is another than before, as a new version. Gives it as it is then. */
export async function revise(
  context: Context,
  old: Article | null,
  wanted: Article,
  { text, note }: { text: string; note?: string | undefined },
): Promise<Article> {
  const { store, clock } = context;
  const now = formatIso(clock.now(), clock.zone);
  const isNew = old === null || old.title !== wanted.title || (await currentText(context, old)) !== text;
  const article: Article = { ...wanted, version: (old?.version ?? 0) + (isNew ? 1 : 0), updated: now };
  await store.put("articles", article);
  if (isNew) {
    const { id, version: number } = article;
    const version: Version = { id: `${id}/${number}`, article: id, number, text, created: now, ...(note && { note }) };
    await store.put("versions", version);
  }
  return article;
}

/** The day it is where the user is, `2026-03-02`. */
export function todayOf({ clock }: Pick<Context, "clock">): string {
  return formatIso(clock.now(), clock.zone).slice(0, 10);
}
