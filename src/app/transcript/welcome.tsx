import styles from "./welcome.module.css";
import { identity } from "../../identity";

/** What stands in place of the transcript before anything was said. */
export function Welcome() {
  return (
    <div className={styles.welcome}>
      <img className={styles.logo} src="./icons/logo.svg" alt="" width="84" height="84" />
      <h2 className={styles.title}>{identity.welcome.title}</h2>
      <p className={styles.text}>{identity.welcome.text}</p>
    </div>
  );
}
