import styles from "./welcome.module.css";
import { identity } from "../../identity";

/** What stands in place of the transcript before anything was said. */
export function Welcome() {
  return (
    // In a low window it scrolls, for which the keyboard must reach it.
    <div className={styles.welcome} role="group" aria-labelledby="welcome-title" tabIndex={0}>
      <img className={styles.logo} src="./icons/logo.svg" alt="" width="84" height="84" />
      <h2 id="welcome-title" className={styles.title}>
        {identity.welcome.title}
      </h2>
      <p className={styles.text}>{identity.welcome.text}</p>
    </div>
  );
}
