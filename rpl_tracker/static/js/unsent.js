// A form about a patient: what is typed is kept on the server while it is typed (never in the browser's storage), and a
// save that does not get through keeps the page, says so, tries again, and is stored once. Works without: a plain form.
(() => {
  "use strict";
  const said = document.getElementById("unsent");
  const form = document.querySelector("form.record");
  if (!said || !form) return;
  const QUIET = 800, AGAIN = 4000, LONG = 30_000;
  const BUSY = new Set([502, 503, 504]);
  const GONE_AWAY = "Not saved, trying again. The server cannot be reached; what you typed stays here.";
  const WHY = {
    400: "it is too long, or cannot be read",
    403: "you may no longer do this",
    404: "what this form is about is no longer there for you",
    413: "it is too long",
  };
  const { place, keep: keepUrl } = said.dataset;
  let typed = false, sending = false, timer, keeping = Promise.resolve();

  const say = (words) => { if (said.textContent !== words) said.textContent = words; };
  const pause = (ms) => new Promise((go) => { setTimeout(go, ms); window.addEventListener("online", go, { once: true }); });
  // The page covers itself (idle.js), and the way back leads to this form.
  const leave = () => document.dispatchEvent(new Event("session-over"));
  const post = (url, body, more = {}) =>
    fetch(url, { method: "POST", body, credentials: "same-origin", redirect: "manual", cache: "no-store", ...more });

  // --- drafts
  function content(submitter) {
    const body = new URLSearchParams(new FormData(form));
    if (submitter?.name) body.append(submitter.name, submitter.value);
    return body;
  }
  function draft() {
    const body = content();
    body.append("draft_place", place);
    return body;
  }
  async function keep(more) {
    clearTimeout(timer);
    if (!typed || sending) return;
    typed = false;
    try {
      const answer = await post(keepUrl, draft(), more);
      if (answer.type === "opaqueredirect") leave();
      else if (answer.status >= 500) later(AGAIN);
      else if (answer.status >= 400) refusedWith(answer.status, "What you type here is not kept");
    } catch {
      later(AGAIN);
    }
  }
  function later(ms) {
    typed = true;
    clearTimeout(timer);
    timer = setTimeout(() => { keeping = keep(); }, ms);
  }
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, () => later(QUIET));
  }
  document.addEventListener("visibilitychange", () => { if (document.hidden) keeping = keep({ keepalive: true }); });
  window.addEventListener("pagehide", () => { keeping = keep({ keepalive: true }); });

  // What is discarded is not kept once more by the last key, nor by leaving the page.
  said.parentElement.querySelector(".left form")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    sending = true;
    clearTimeout(timer);
    await Promise.race([keeping, pause(QUIET)]);
    event.target.submit();
  });

  // --- saving
  // Never touched twice by one press: the number in the form lets the server tell the same form from another one.
  document.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    event.preventDefault();
    if (!sending) send(content(event.submitter));
  });
  async function send(body) {
    sending = true;
    clearTimeout(timer);
    await Promise.race([keeping, pause(QUIET)]);  // a draft on its way does not come after the form
    for (;;) {
      const answer = await once(body);
      if (answer && !BUSY.has(answer.status)) return arrived(answer);
      say(GONE_AWAY);
      form.inert = true;  // what is sent again is what was sent
      await pause(AGAIN);
    }
  }
  async function once(body) {
    try {
      return await post(location.href, body, { headers: { "X-Form": "script" }, signal: AbortSignal.timeout(LONG) });
    } catch {
      return null;
    }
  }
  async function arrived(answer) {
    if (answer.type === "opaqueredirect") return leave();
    if (answer.headers.get("Content-Type")?.includes("json")) return goOn((await answer.json()).go);
    if (answer.status === 200 || answer.status === 409) return refused(await answer.text());
    sending = form.inert = false;
    refusedWith(answer.status, "Not saved");
    if (typed) later(QUIET);
  }
  // Perhaps somebody signed in anew in another window: then idle.js covers this page.
  function refusedWith(status, what) {
    if (status === 403) document.dispatchEvent(new Event("session-doubted"));
    if (WHY[status]) say(`${what}: ${WHY[status]} (${status}). What you typed is still on this page; copy what you need.`);
    else say(`${what}: the server answered with an error (${status}). What you typed is still here; try again, or copy it.`);
  }
  function goOn(address) {
    const to = new URL(address, location.href);
    const same = to.pathname + to.search === location.pathname + location.search;
    if (!same) return location.replace(to);
    history.replaceState(null, "", to);
    location.reload();
  }
  // The form again, with everything in it and what is wrong: the page that the server sent takes the place of this one.
  // Whoever leaves it without a further key finds in the form what was sent, its last letters included.
  async function refused(page) {
    await Promise.race([post(keepUrl, draft()).catch(() => null), pause(QUIET)]);
    document.open();
    document.write(page);
    document.close();
  }
  // Brought back by the browser as it was when it had been saved: asked for anew.
  window.addEventListener("pageshow", (event) => { if (event.persisted && sending) location.reload(); });
})();
