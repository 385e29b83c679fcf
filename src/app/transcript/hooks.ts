import { useEffect, useState } from "react";

/** True once `on` has held for `delay` milliseconds; false at once when it ends. */
export function useDelayed(on: boolean, delay: number): boolean {
  const [due, setDue] = useState(false);
  useEffect(() => {
    if (!on) return;
    const timer = setTimeout(() => setDue(true), delay);
    return () => {
      clearTimeout(timer);
      setDue(false);
    };
  }, [on, delay]);
  return on && due;
}

/** Milliseconds since the epoch, to the minute: for what is said about days. */
export function useMinute(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
