/** The time zone that the device's clock is set to. What acts takes the zone of the clock that is passed in. */
export function usersZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
