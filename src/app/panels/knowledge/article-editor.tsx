import { useId, useState, type SubmitEvent } from "react";
import { LONGEST_TEXT, MarkdownView, payloadFor } from "../../../skills/for-knowledge-panel";
import { goTo, hrefTo } from "../../navigation/address";
import { Group } from "../group";
import { Heading } from "../heading";
import panel from "../panel.module.css";
import form from "../form.module.css";
import styles from "./knowledge-panel.module.css";
import { readArticleDraft, writeArticleDraft, type ArticleFields } from "./article-draft";
import { useAsked } from "./use-asked";
import { type Article, type ViewProps } from "./view-props";

/** An article to be changed, once its text is read; without one, a new article. */
export function ArticleEditor({ article, ...view }: ViewProps & { article: Article | null }) {
  const version = useAsked("version", { article: article?.id ?? "", number: article?.version ?? 0 });
  if (version === undefined) return null;
  if (article && !version) return <p className={panel.empty}>What it says isn’t kept here.</p>;
  const text = version?.text ?? "";
  if (text.length > LONGEST_TEXT) return <p className={panel.empty}>It is too long to be edited here.</p>;
  const { title = "", owner = "", reviewBy = "", tags = [] } = article ?? {};
  const kept: ArticleFields = { title, text, owner, reviewBy, tags: tags.join(", "), note: "" };
  return <Form key={version?.id ?? "new"} {...view} article={article} kept={kept} />;
}

function Form({ article, kept, act, done }: ViewProps & { article: Article | null; kept: ArticleFields }) {
  const id = useId();
  const draft = article ? `${article.id}/${article.version}` : "new";
  const [fields, setFields] = useState(() => readArticleDraft(draft) ?? kept);
  const [isFaulty, setFaulty] = useState(false);
  const back = article ? hrefTo("knowledge", article.id) : hrefTo("knowledge");

  function write(name: keyof ArticleFields, value: string) {
    const written = { ...fields, [name]: value };
    setFields(written);
    setFaulty(false);
    writeArticleDraft(draft, written);
  }

  function save(event: SubmitEvent) {
    event.preventDefault();
    const title = fields.title.trim();
    if (title === "" || fields.text.trim() === "") return setFaulty(true);
    const tags = fields.tags.split(",").map((tag) => tag.trim());
    const given = { owner: fields.owner.trim(), reviewBy: fields.reviewBy, note: fields.note.trim() };
    const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
    const values = { title, text: fields.text, tags: [...new Set(tags)].filter(Boolean), ...filled };
    const sent = act(payloadFor("save_article", { fields: values, ...(article && { article: article.id }) }), {
      quiet: true,
    });
    done.tell(article ? `Saved “${title}”.` : `Kept “${title}” as a draft.`, sent);
    writeArticleDraft(draft, null);
    goTo("knowledge", ...(article ? [article.id] : []));
  }

  const bind = (name: keyof ArticleFields, longest: number) => ({
    value: fields[name],
    maxLength: longest,
    autoComplete: "off",
    onChange: ({ target }: { target: { value: string } }) => write(name, target.value),
  });
  const line = (label: string, name: keyof ArticleFields, longest = 200, type = "text") => (
    <label className={form.labelled}>
      {label}
      <input className={panel.field} type={type} {...bind(name, longest)} />
    </label>
  );

  return (
    <>
      <Heading title={article ? `Edit ${article.title}` : "New article"} back={{ href: back, label: "Back" }} />
      <form className={form.sheet} onSubmit={save} noValidate>
        <label className={form.labelled}>
          Title
          <input
            className={panel.field}
            required
            dir="auto"
            aria-invalid={isFaulty}
            aria-describedby={isFaulty ? `${id}-fault` : undefined}
            {...bind("title", 200)}
          />
        </label>
        {isFaulty && (
          <p id={`${id}-fault`} className={styles.warning} role="alert">
            A title and a text are needed.
          </p>
        )}
        <label className={form.labelled}>
          Text, in Markdown
          <textarea className={`${panel.field} ${form.area}`} rows={14} dir="auto" {...bind("text", LONGEST_TEXT)} />
        </label>
        <div className={form.fields}>
          {line("Owner", "owner")}
          {line("Next review", "reviewBy", 10, "date")}
        </div>
        {line("Tags, with a comma between them", "tags", 2_000)}
        {article && line("What you changed, in a few words", "note")}
        <div className={panel.buttons}>
          <button className={panel.primary}>Save</button>
          <a className={panel.button} href={back} onClick={() => writeArticleDraft(draft, null)}>
            Cancel
          </a>
        </div>
      </form>
      <Group title="Preview">
        <article className={styles.text}>
          {fields.text.trim() === "" ? (
            <p className={panel.sub}>Here you see what you write. # makes a heading, - an item, **two stars** bold.</p>
          ) : (
            <MarkdownView text={fields.text} topHeading={3} />
          )}
        </article>
      </Group>
    </>
  );
}
