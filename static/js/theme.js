"use strict";

// Loaded in the head without defer: the theme is set before the first paint, so nothing flashes.
(() => {
  const root = document.documentElement;
  const key = "theme";

  const stored = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is switched off: follow the system
    }
  };

  const store = (theme) => {
    try {
      if (theme) localStorage.setItem(key, theme);
      else localStorage.removeItem(key);
    } catch {
      // the choice then lasts for this page
    }
  };

  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    document.dispatchEvent(new Event("themechange"));
  };

  apply(stored());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    document.dispatchEvent(new Event("themechange"));
  });

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector("[data-theme-switch]");
    if (!box) return;
    const select = box.querySelector("select");
    select.value = root.dataset.theme ?? "";
    select.addEventListener("change", () => {
      store(select.value);
      apply(select.value);
    });
    box.hidden = false;
  });
})();
