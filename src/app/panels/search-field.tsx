import styles from "./panel.module.css";

interface Props {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
}

/** Where a panel's records are looked for, as it is typed. */
export function SearchField({ label, placeholder = label, value, onChange }: Props) {
  return (
    <div className={styles.form}>
      <input
        className={styles.field}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
