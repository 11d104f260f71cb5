// Makes ticking teams quicker. Without it the same ticks are made by hand.
(() => {
  const choice = document.querySelector(".team-choice");
  if (!choice) return;
  const boxes = (name) => choice.querySelectorAll(`input[name="${name}"]`);

  choice.querySelector("[data-tick-buttons]").hidden = false;
  choice.addEventListener("click", (event) => {
    const { tick } = event.target.dataset;
    if (!tick) return;
    // A ticked unit stands for its teams, so only units are sent.
    for (const box of boxes("units")) box.checked = tick === "all";
    for (const box of boxes("teams")) box.checked = false;
  });

  // Who takes the tick off a unit wants some of its teams: begin with all of them.
  choice.addEventListener("change", ({ target }) => {
    if (target.name !== "units" || target.checked) return;
    const details = target.closest(".unit-choice").querySelector("details");
    for (const box of details.querySelectorAll("input")) box.checked = true;
    details.open = true;
  });
})();
