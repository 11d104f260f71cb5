"use strict";

// Lets a whole row of the heatmap be clicked. Its one link, in front, is what keyboards and screen
// readers use, and what is there without this.
document.addEventListener("click", (event) => {
  const row = event.target.closest(".heatmap tbody tr");
  const link = row?.querySelector("th a");
  if (!link || event.target.closest("a") || getSelection().toString()) return;
  const { ctrlKey, metaKey, shiftKey } = event;
  link.dispatchEvent(new MouseEvent("click", { ctrlKey, metaKey, shiftKey, cancelable: true }));
});
