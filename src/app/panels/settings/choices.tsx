import { useId } from "react";
import styles from "./settings.module.css";

interface Props<T extends string> {
  /** Said by a screen reader: the heading above shows it. */
  legend: string;
  choices: { value: T; label: string }[];
  chosen: T;
  onChoose: (value: T) => void;
}

/** One of a few, side by side. */
export function Choices<T extends string>({ legend, choices, chosen, onChoose }: Props<T>) {
  const name = useId();
  return (
    <fieldset className={styles.choices}>
      <legend className="visually-hidden">{legend}</legend>
      {choices.map(({ value, label }) => (
        <label key={value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            className="visually-hidden"
            checked={chosen === value}
            onChange={() => onChoose(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
