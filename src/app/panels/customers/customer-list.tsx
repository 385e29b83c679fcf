import { useDeferredValue, useMemo, useState } from "react";
import { countOf, isOpen } from "../../../skills/for-customers-panel";
import { goTo, hrefTo } from "../../navigation/address";
import { Empty } from "../empty";
import { Heading } from "../heading";
import panel from "../panel.module.css";
import styles from "./customers-panel.module.css";
import { found, listed } from "./customers";
import type { ViewProps } from "./customers-panel";
import { SearchField } from "../search-field";
import { SourcesBar } from "./sources-bar";

/** Rows drawn at a time. */
const SHOWN = 100;

/** Everybody by name, found as is typed. */
export function CustomerList({ records }: ViewProps) {
  const [typed, setTyped] = useState("");
  const wanted = useDeferredValue(typed);
  const { customers, companies, cases } = records;
  const all = useMemo(() => listed({ customers, companies }), [customers, companies]);
  const hits = useMemo(() => found(all, wanted), [all, wanted]);
  const open = useMemo(() => new Set(cases.filter(isOpen).map(({ customer }) => customer)), [cases]);

  return (
    <>
      <Heading title="Customers">
        <button type="button" className={panel.primary} onClick={() => goTo("customers", "new")}>
          Add
        </button>
      </Heading>
      <nav className={styles.ways} aria-label="About customers">
        <a className={panel.button} href={hrefTo("customers", "import")}>
          Import
        </a>
        <a className={panel.button} href={hrefTo("customers", "duplicates")}>
          Duplicates
        </a>
        <a className={panel.button} href={hrefTo("customers", "replies")}>
          Canned replies
        </a>
      </nav>
      <SourcesBar records={records} />
      {all.length === 0 ? (
        <Empty
          text="No customers yet. Add one, import a file (CSV, JSON or vCard), or connect a server in Settings."
          tries={["Import customers", "What can you do with customers?"]}
        />
      ) : (
        <>
          <SearchField
            label="Find a customer"
            placeholder="Name, company, email, number, tag"
            value={typed}
            onChange={setTyped}
          />
          <p className={panel.detail} role="status">
            {countOf(hits.length, "customer")}
          </p>
          {hits.length > 0 && (
            <ul className={panel.rows}>
              {hits.slice(0, SHOWN).map(({ customer: { id, name, emails, phones }, about }) => (
                <li key={id} className={panel.row}>
                  <a className={panel.link} href={hrefTo("customers", id)}>
                    <span className={panel.words}>
                      <span className={panel.title} dir="auto">
                        {name}
                      </span>
                      <span className={panel.detail}>
                        {[about || emails[0] || phones[0] || "", open.has(id) ? "open case" : ""]
                          .filter(Boolean)
                          .join(" · ")}
                      </span>
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          )}
          {hits.length > SHOWN && (
            <p className={panel.empty}>{hits.length - SHOWN} more. Type a little more of the name to find them.</p>
          )}
        </>
      )}
    </>
  );
}
