import styles from "./welcome.module.css";

/** What stands in place of the transcript before anything was said. */
export function Welcome() {
  return (
    <div className={styles.welcome}>
      <img className={styles.logo} src="./icons/logo.svg" alt="" width="84" height="84" />
      <h2 className={styles.title}>What’s on your mind?</h2>
      <p className={styles.text}>
        Reminders, timers, lists, notes and sums. Understood here, on your device, and told to nobody.
      </p>
    </div>
  );
}
