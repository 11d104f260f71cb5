// For editors: lets questions be dragged to another place.
// Without this script everything works by its buttons.
(() => {
  const movable = document.querySelector("form[data-movable]");
  if (!movable) return;
  let dragged = null;

  const put = (item) => {
    const to = [...item.parentElement.children].indexOf(item);
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "to", value: to });
    movable.append(field);
    movable.action = item.dataset.drag;
    movable.submit();
  };

  for (const list of movable.querySelectorAll("[data-drag-list]")) {
    let before = null;
    for (const item of list.children) item.draggable = true;
    list.addEventListener("dragstart", (event) => {
      dragged = event.target.closest("[data-drag]");
      before = dragged.nextElementSibling;
      event.dataTransfer.effectAllowed = "move";
    });
    list.addEventListener("dragover", (event) => {
      const over = event.target.closest("[data-drag]");
      if (dragged?.parentElement !== list) return;
      event.preventDefault();
      if (!over || over === dragged) return;
      const box = over.getBoundingClientRect();
      const below = event.clientY > box.top + box.height / 2;
      list.insertBefore(dragged, below ? over.nextElementSibling : over);
    });
    list.addEventListener("drop", (event) => event.preventDefault());
    list.addEventListener("dragend", (event) => {
      const item = dragged;
      dragged = null;
      if (event.dataTransfer.dropEffect === "none") list.insertBefore(item, before);
      else if (item.nextElementSibling !== before) put(item);
    });
  }
})();
