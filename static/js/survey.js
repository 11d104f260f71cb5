// Keeps a page's answers while it is being filled in, so that a closed browser loses nothing.
// Without this script the answers are kept when the page is left by its buttons.
(() => {
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const note = form.querySelector("[data-kept]");
  let timer = 0;
  let changed = false;
  let underWay = Promise.resolve();

  const keep = () => {
    if (!changed) return;
    changed = false;
    const body = new FormData(form);
    // One after the other: a slow answer must not arrive after a newer one.
    underWay = underWay.then(() =>
      fetch(form.dataset.keep, { method: "POST", body, keepalive: true })
        .then((response) => {
          if (!response.ok) throw new Error(response.status);
          note.textContent = "Your answers so far are kept.";
        })
        .catch(() => {
          changed = true;
          note.textContent = "Not kept yet: the server did not answer. Please do not close this page.";
        }),
    );
  };

  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(keep, 400);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    changed = false;
  });
})();
