import styles from "./insecure.module.css";

/** Stands in place of the app where the browser gives a page no locks, no hashing and no service worker. */
export function Insecure() {
  return (
    <main className={styles.insecure}>
      <h1>Open Sotto over HTTPS or on localhost</h1>
      <p>
        This address begins with <code>http://</code>. There browsers withhold what Sotto needs to keep your data whole
        and to check what it loads.
      </p>
    </main>
  );
}
