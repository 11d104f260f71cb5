// For editors: what is typed is kept in this tab until the server has saved it, so that neither an
// expired session nor a lost connection takes it; and leaving the page warns.
// Without this script the browser's own "back" brings typed text back.
(() => {
  const KEPT = "typed ";
  const SENT = "typed-sent"; // the form that was sent last
  const NEVER = ["csrfmiddlewaretoken"];
  const store = {
    get: (key) => {
      try {
        return JSON.parse(sessionStorage.getItem(key));
      } catch {
        return null;
      }
    },
    set: (key, value) => {
      try {
        sessionStorage.setItem(key, JSON.stringify(value));
      } catch {
        // No room, or not allowed: the warning on leaving is still there.
      }
    },
    remove: (key) => sessionStorage.removeItem(key),
  };

  if (document.querySelector("[data-saved]")) store.remove(store.get(SENT));

  const form = document.querySelector("form[data-unsaved]");
  if (!form) return;
  const key = KEPT + location.pathname + location.search;
  const typed = () =>
    [...new FormData(form)].filter(([name, value]) => !NEVER.includes(name) && typeof value === "string");
  let unsaved = false;
  const keep = () => {
    unsaved = true;
    store.set(key, typed());
  };

  const bringBack = (entries) => {
    for (const field of form.elements) {
      if (!field.name || NEVER.includes(field.name) || field.type === "submit") continue;
      const values = entries.filter(([name]) => name === field.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
    keep();
  };

  const offer = document.querySelector("[data-typed]");
  const before = store.get(key);
  // Browsers send other line ends than they keep
  const same = (one, other) => JSON.stringify(one).replaceAll("\\r", "") === JSON.stringify(other).replaceAll("\\r", "");
  if (document.querySelector("[data-not-saved]")) keep();
  else if (before && same(before, typed())) store.remove(key);
  else if (before) {
    offer.hidden = false;
    offer.querySelector("[data-bring-back]").addEventListener("click", () => {
      bringBack(before);
      offer.hidden = true;
      form.querySelector("textarea, input:not([type=hidden]), select")?.focus();
    });
    offer.querySelector("[data-forget]").addEventListener("click", () => {
      store.remove(key);
      offer.hidden = true;
    });
  }

  form.addEventListener("input", keep);
  form.addEventListener("submit", () => {
    store.set(SENT, key);
    unsaved = false;
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
})();
