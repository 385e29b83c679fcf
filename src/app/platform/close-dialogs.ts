/** Where the browser doesn't know `closedby="any"` of a dialog: a click beside it closes it all the same. */
export function closeDialogsFromOutside(): void {
  if ("closedBy" in HTMLDialogElement.prototype) return;
  addEventListener("click", ({ target, clientX, clientY }) => {
    // The backdrop belongs to the dialog, as its own padding does; what stands in it is a target of its own.
    if (!(target instanceof HTMLDialogElement) || target.getAttribute("closedby") !== "any") return;
    const { left, right, top, bottom } = target.getBoundingClientRect();
    if (clientX < left || clientX > right || clientY < top || clientY > bottom) target.close();
  });
}
