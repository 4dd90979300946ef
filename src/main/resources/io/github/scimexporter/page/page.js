// Renews the page each half minute, so that it can be left open. All that it says is there without this.
"use strict";
(() => {
  const PERIOD = 30_000;
  const main = () => document.getElementById("main");
  const stale = document.getElementById("stale");
  let renewed = new Date();

  // Whoever reads on or copies a command is not disturbed.
  const isUsed = () =>
    !document.getSelection().isCollapsed || main().contains(document.activeElement);

  const openDetails = (place) =>
    [...place.querySelectorAll("details")].map((details) => details.open);

  async function renew() {
    if (document.hidden || isUsed()) {
      return;
    }
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("main");
      if (!fresh || !answer.ok) {
        throw new Error("status " + answer.status);
      }
      if (isUsed()) {
        return;
      }
      const open = openDetails(main());
      main().replaceWith(document.adoptNode(fresh));
      const details = main().querySelectorAll("details");
      if (details.length === open.length) {
        details.forEach((each, i) => (each.open = open[i]));
      }
      document.title = page.title;
      document.querySelector("link[rel=icon]").href =
        page.querySelector("link[rel=icon]").getAttribute("href");
      renewed = new Date();
      stale.textContent = "";
    } catch {
      stale.textContent =
        "scim-exporter does not answer since " + renewed.toLocaleTimeString() + ": this page is old.";
    }
  }

  setInterval(renew, PERIOD);
  document.addEventListener("visibilitychange", renew);
})();
