// Covers the page when the session has run out. The server decides (GET asks how long is left); typing and pointing
// are reported to it at most once a minute (POST), so that a long form does not count as absence. A page of an earlier
// sign-in (somebody signed in anew in another window) is covered as well: it says by its token whose it is.
(() => {
  "use strict";
  const { idleSeconds, idleUrl, signInUrl } = document.body.dataset;
  if (!idleSeconds) return;
  const MINUTE = 60_000;
  let worked = false;

  const here = () => location.pathname + location.search;
  // Once: a second way out would ask for the sign-in page again, and what it says would be gone.
  let leaving = false;
  const leave = () => {
    if (!leaving) location.replace(`${signInUrl}?next=${encodeURIComponent(here())}`);
    leaving = true;
  };
  document.addEventListener("session-over", leave);
  const mine = () => {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
    return token ? { "X-CSRFToken": token } : {};
  };

  // One question after the other: the answer that ends the session brings what the sign-in page will say. A second
  // question on its way at that moment could be answered first, and the page would leave without it.
  let last = Promise.resolve();
  function ask(options) {
    const answered = last.then(() => question(options));
    last = answered.catch(() => {});
    return answered;
  }

  // Seconds left; 0 when the server has signed us out (it answers with an error or a redirect).
  async function question(options) {
    const answer = await fetch(idleUrl, { credentials: "same-origin", redirect: "manual", cache: "no-store", ...options });
    return answer.ok ? (await answer.json()).seconds_left : 0;
  }

  // Another tab may have kept the session alive, so the server is asked; without an answer our own clock decides.
  async function check() {
    let left = (over - Date.now()) / 1000;
    try {
      left = worked ? await report() : await ask({ method: "GET", headers: mine() });
    } catch {
      // no network
    }
    if (left <= 0) leave();
    else plan(left);
  }

  function report() {
    worked = false;
    return ask({ method: "POST", headers: mine() });
  }

  document.addEventListener("session-doubted", check);  // the server refused what this page sent (unsent.js)
  let timer, over;
  function plan(seconds) {
    clearTimeout(timer);
    over = Date.now() + seconds * 1000;
    timer = setTimeout(check, seconds * 1000 + 500);
  }

  for (const kind of ["keydown", "pointerdown", "input"]) {
    document.addEventListener(kind, () => { worked = true; }, { capture: true, passive: true });
  }
  setInterval(() => { if (worked) report().then(plan, () => {}); }, Math.min(MINUTE, Number(idleSeconds) * 1000 / 5));
  // A laptop that slept wakes with old timers: look at once.
  document.addEventListener("visibilitychange", () => { if (!document.hidden) check(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) check(); });
  plan(Number(idleSeconds));
})();
