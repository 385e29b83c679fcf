import { useRef, useState, type SubmitEvent } from "react";
import { capitalize, countOf, inOrder, listTitle } from "../../../skills/for-panels";
import type { RecordOf } from "../../../worker/protocol";
import { hrefTo, goTo } from "../../navigation/address";
import { Heading } from "../heading";
import styles from "../panel.module.css";
import type { PanelProps } from "../panel-props";
import { Question } from "../question";
import { EditedItem, ShownItem } from "./item-rows";
import { Group } from "../group";

interface Props extends Pick<PanelProps, "act"> {
  list: RecordOf<"lists">;
  items: RecordOf<"items">[];
  /** The item that the address names. */
  opened: string | undefined;
  /** Says what was done, with a way back. */
  tell: (done: string, id: string) => void;
}

/** One list: to tick and to add, and in its second mode to be put in order and worded anew. */
export function ListView({ list, items, opened, act, tell }: Props) {
  const [isEditing, setEditing] = useState(false);
  const ordered = items.toSorted(inOrder);
  const open = ordered.filter(({ done }) => !done);
  const ticked = ordered.filter(({ done }) => done);
  const title = listTitle(list.name);
  const send = (intent: string, entities: object) => act(`/${intent}${JSON.stringify(entities)}`, { quiet: true });

  function remove({ id, text }: RecordOf<"items">) {
    tell(`Took off ${text}.`, send("remove_from_list", { item_id: id }));
  }
  function clearTicked() {
    tell(`Took off ${countOf(ticked.length, "ticked item")}.`, send("clear_ticked", { list_id: list.id }));
  }
  function deleteList() {
    tell(`Deleted the ${title.toLowerCase()}.`, send("delete_list", { list_id: list.id }));
    goTo("lists");
  }

  return (
    <>
      <Heading title={title} back={{ href: hrefTo("lists"), label: "All lists" }}>
        <button type="button" className={styles.button} aria-pressed={isEditing} onClick={() => setEditing(!isEditing)}>
          Edit
        </button>
      </Heading>
      {isEditing ? (
        <EditList key={list.name} list={list} count={items.length} send={send} onDelete={deleteList} />
      ) : (
        <AddItem open={open} onAdd={(item) => send("add_to_list", { list_id: list.id, item })} />
      )}
      {items.length === 0 && <p className={styles.empty}>Nothing on it yet.</p>}
      {open.length > 0 && (
        <ul className={styles.rows} aria-label={title}>
          {open.map((item, place) =>
            isEditing ? (
              <EditedItem
                key={item.id}
                item={item}
                isFirst={place === 0}
                isLast={place === open.length - 1}
                send={send}
                onRemove={() => remove(item)}
              />
            ) : (
              <ShownItem
                key={item.id}
                item={item}
                isOpened={opened === item.id}
                send={send}
                onRemove={() => remove(item)}
              />
            ),
          )}
        </ul>
      )}
      {ticked.length > 0 && (
        <Group
          title="Ticked off"
          action={
            <button type="button" className={styles.plain} onClick={clearTicked}>
              Clear ticked
            </button>
          }
        >
          <ul className={styles.rows}>
            {ticked.map((item) => (
              <ShownItem
                key={item.id}
                item={item}
                isOpened={opened === item.id}
                send={send}
                onRemove={() => remove(item)}
              />
            ))}
          </ul>
        </Group>
      )}
    </>
  );
}

interface AddItemProps {
  open: RecordOf<"items">[];
  onAdd: (text: string) => void;
}

function AddItem({ open, onAdd }: AddItemProps) {
  const [text, setText] = useState("");
  const [already, setAlready] = useState("");
  function onSubmit(event: SubmitEvent) {
    event.preventDefault();
    const item = text.trim();
    if (item === "") return;
    const isThere = open.some((each) => each.text.toLowerCase() === item.toLowerCase());
    setAlready(isThere ? `${capitalize(item)} is there already.` : "");
    if (!isThere) onAdd(item);
    setText("");
  }
  return (
    <>
      <form className={styles.form} onSubmit={onSubmit}>
        <input
          className={styles.field}
          aria-label="Add to the list"
          placeholder="Add something"
          enterKeyHint="done"
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button className={styles.button}>Add</button>
      </form>
      <p role="status" className={styles.detail}>
        {already}
      </p>
    </>
  );
}

interface EditListProps {
  list: RecordOf<"lists">;
  count: number;
  send: (intent: string, entities: object) => void;
  onDelete: () => void;
}

/** The list's name, and its end, which is asked about first. */
function EditList({ list, count, send, onDelete }: EditListProps) {
  const [name, setName] = useState(list.name);
  const question = useRef<HTMLDialogElement>(null);
  function onSubmit(event: SubmitEvent) {
    event.preventDefault();
    if (name.trim() !== "" && name.trim() !== list.name)
      send("rename_list", { list_id: list.id, list_name: name.trim() });
  }
  return (
    <>
      <form className={styles.form} onSubmit={onSubmit}>
        <input
          className={styles.field}
          aria-label="Name of the list"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button className={styles.button}>Rename</button>
        <button type="button" className={styles.danger} onClick={() => question.current?.showModal()}>
          Delete
        </button>
      </form>
      <Question
        dialog={question}
        title={`Delete the ${listTitle(list.name).toLowerCase()}?`}
        text={count === 0 ? "It is empty." : `With ${countOf(count, "thing")} on it.`}
        yes="Delete"
        onYes={onDelete}
      />
    </>
  );
}
