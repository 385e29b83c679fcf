import { useState, type SubmitEvent } from "react";
import { byCreated, countOf, listTitle } from "../../../skills/for-panels";
import { address, hrefTo } from "../../navigation/address";
import { useStore } from "../../session/store";
import { Done, useDone } from "../done";
import { Empty } from "../empty";
import { Heading } from "../heading";
import styles from "../panel.module.css";
import type { PanelProps } from "../panel-props";
import { ListView } from "./list-view";

/** All lists, or the one that the address names. */
export function ListsPanel({ act, useRecords }: PanelProps) {
  const lists = useRecords("lists");
  const items = useRecords("items");
  const [open, opened] = useStore(address).path;
  const done = useDone();
  if (!lists || !items) return null;

  const list = lists.find(({ id }) => id === open);
  return (
    <>
      {list ? (
        <ListView
          key={list.id}
          list={list}
          items={items.filter((item) => item.list === list.id)}
          opened={opened}
          act={act}
          tell={done.tell}
        />
      ) : (
        <>
          <Heading title="Lists" />
          <NewList act={act} />
          {lists.length === 0 ? (
            <Empty
              text="No lists yet. Name one above, or begin with what goes on it:"
              tries={["Add milk and bread to my shopping list"]}
            />
          ) : (
            <ul className={styles.rows}>
              {lists.toSorted(byCreated).map(({ id, name }) => {
                const left = items.filter((item) => item.list === id && !item.done).length;
                return (
                  <li key={id} className={styles.row}>
                    <a className={styles.link} href={hrefTo("lists", id)}>
                      <span className={styles.words} dir="auto">
                        {listTitle(name)}
                      </span>
                      <span className={styles.detail}>{left === 0 ? "Nothing open" : countOf(left, "thing")}</span>
                    </a>
                  </li>
                );
              })}
            </ul>
          )}
        </>
      )}
      <Done {...done} act={act} />
    </>
  );
}

function NewList({ act }: Pick<PanelProps, "act">) {
  const [name, setName] = useState("");
  function onSubmit(event: SubmitEvent) {
    event.preventDefault();
    if (name.trim() === "") return;
    act(`/create_list${JSON.stringify({ list_name: name.trim() })}`, { quiet: true });
    setName("");
  }
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <input
        className={styles.field}
        aria-label="Name of a new list"
        placeholder="New list"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button className={styles.button}>Add</button>
    </form>
  );
}
