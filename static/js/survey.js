// Keeps a page's answers while it is being filled in, so that a closed browser loses nothing.
// Without this script the answers are kept when the page is left by its buttons.
(() => {
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const note = form.querySelector("[data-kept]");
  const AGAIN_AFTER = 15000; // ms
  const OVER = [404, 409]; // the link opens no survey any more, or not at this time
  let timer = 0;
  let changed = false;
  let underWay = Promise.resolve();
  let sent = false;
  let latest = null;

  const keep = () => {
    if (!changed) return;
    changed = false;
    const body = new FormData(form);
    // One after the other: a slow answer must not arrive after a newer one.
    underWay = underWay.then(() => {
      if (sent) return null;
      latest = new AbortController();
      return fetch(form.dataset.keep, { method: "POST", body, keepalive: true, signal: latest.signal })
        .then((response) => {
          if (response.status >= 500) throw new Error(response.status);
          // Refused, not unreachable: the cookie is too old, an answer is not valid or the survey is
          // over. Trying again changes nothing; sending the page says what to do.
          if (response.ok) note.textContent = note.dataset.keptAll;
          else if (OVER.includes(response.status))
            note.textContent = note.dataset.keptOver;
          else note.textContent = note.dataset.keptPart;
        })
        .catch(() => {
          if (sent) return;
          changed = true;
          clearTimeout(timer);
          timer = setTimeout(keep, AGAIN_AFTER);
          note.textContent = note.dataset.keptNot;
        });
    });
  };

  // A question that depends on another of this page is there only after its answers. Without this
  // script it stays, with a sentence that says so.
  const conditional = [...form.querySelectorAll("[data-show-if]")];
  const decide = () => {
    for (const box of conditional) {
      const asked = form.querySelectorAll(`[name="${CSS.escape(box.dataset.showIf)}"]:checked`);
      const wanted = box.dataset.answers.split(" ");
      const parent = asked[0]?.closest("[data-show-if]");
      box.hidden = parent?.hidden || ![...asked].some((input) => wanted.includes(input.value));
    }
  };
  for (const box of conditional) box.querySelector("[data-hint]").hidden = true;
  decide();
  form.addEventListener("change", decide);

  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(keep, 400);
  });
  addEventListener("online", keep);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    changed = false;
    // The page itself carries everything now: an older keeping must not arrive after it.
    sent = true;
    latest?.abort();
  });
  addEventListener("pageshow", () => {
    sent = false;
  });
})();
