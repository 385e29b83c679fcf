import styles from "./insecure.module.css";
import { identity } from "../../identity";

/** Stands in place of the app where the browser gives a page no locks, no hashing and no service worker. */
export function Insecure() {
  return (
    <main className={styles.insecure} lang="en">
      <h1>Open {identity.name} over HTTPS or on localhost</h1>
      <p>
        This address begins with <code>http://</code>. There browsers withhold what {identity.name} needs to keep your
        data whole and to check what it loads.
      </p>
    </main>
  );
}
