import { useState, type SubmitEvent } from "react";
import { REPLY_FIELDS, shorten, payloadFor } from "../../../skills/for-customers-panel";
import { hrefTo } from "../../navigation/address";
import { Heading } from "../heading";
import panel from "../panel.module.css";
import form from "../form.module.css";
import type { CannedReply } from "./customers";
import styles from "./customers-panel.module.css";
import type { ViewProps } from "./customers-panel";

/** Answers that are given again and again: written, changed, deleted. */
export function RepliesView({ records, act, done }: ViewProps) {
  const [editing, setEditing] = useState<CannedReply | "new" | null>(null);
  const replies = records.replies.toSorted((a, b) => a.name.localeCompare(b.name));

  function save(name: string, text: string, id: string | null) {
    const values = { reply_name: name, reply_text: text, ...(id !== null && { reply_id: id }) };
    done.tell(`Saved “${name}”.`, act(payloadFor("save_reply", values), { quiet: true }));
    setEditing(null);
  }

  function remove({ id, name }: CannedReply) {
    done.tell(`Deleted “${name}”.`, act(payloadFor("delete_reply", { reply_id: id }), { quiet: true }));
    setEditing(null);
  }

  return (
    <>
      <Heading title="Canned replies" back={{ href: hrefTo("customers"), label: "All customers" }}>
        <button type="button" className={panel.primary} onClick={() => setEditing("new")}>
          Add
        </button>
      </Heading>
      {editing && (
        <ReplyForm
          key={editing === "new" ? "new" : editing.id}
          reply={editing === "new" ? null : editing}
          onSave={save}
          onDelete={remove}
          onCancel={() => setEditing(null)}
        />
      )}
      {replies.length === 0 && !editing && (
        <p className={panel.empty}>
          None yet. With one called “refund”, say “reply with the refund template” and the text is there to copy, with
          the customer’s name in it.
        </p>
      )}
      {replies.length > 0 && (
        <ul className={panel.rows}>
          {replies.map((reply) => (
            <li key={reply.id} className={panel.row}>
              <button type="button" className={panel.rowButton} onClick={() => setEditing(reply)}>
                <span className={panel.title} dir="auto">
                  {reply.name}
                </span>
                <span className={panel.detail} dir="auto">
                  {shorten(reply.text, 120)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface FormProps {
  reply: CannedReply | null;
  onSave: (name: string, text: string, id: string | null) => void;
  onDelete: (reply: CannedReply) => void;
  onCancel: () => void;
}

function ReplyForm({ reply, onSave, onDelete, onCancel }: FormProps) {
  const [name, setName] = useState(reply?.name ?? "");
  const [text, setText] = useState(reply?.text ?? "");
  const isWhole = name.trim() !== "" && text.trim() !== "";

  function save(event: SubmitEvent) {
    event.preventDefault();
    if (isWhole) onSave(name.trim(), text.trim(), reply?.id ?? null);
  }

  return (
    <form className={form.sheet} aria-label="Canned reply" onSubmit={save}>
      <label className={form.labelled}>
        Name
        <input
          autoFocus
          className={panel.field}
          maxLength={100}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <label className={form.labelled}>
        Text
        <textarea
          className={`${panel.field} ${form.area}`}
          rows={6}
          dir="auto"
          maxLength={10_000}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <div>
        <p className={panel.detail}>Fields, filled when it is used:</p>
        <ul className={styles.hints}>
          {Object.entries(REPLY_FIELDS).map(([field, meaning]) => (
            <li key={field} className={panel.detail}>
              <code>{`{${field}}`}</code> {meaning}
            </li>
          ))}
        </ul>
      </div>
      <div className={styles.ways}>
        <button className={panel.primary} aria-disabled={!isWhole}>
          Save
        </button>
        <button type="button" className={panel.button} onClick={onCancel}>
          Cancel
        </button>
        {reply && (
          <button type="button" className={panel.danger} onClick={() => onDelete(reply)}>
            Delete
          </button>
        )}
      </div>
    </form>
  );
}
