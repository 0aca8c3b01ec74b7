"use strict";
// Signing out of a locked phone: it is nobody's phone then, and what waits stays sealed in it.
{
  const form = document.querySelector("form.sign-out");
  const outbox = Outbox.usable ? new Outbox() : null;

  async function tell() {
    const who = await outbox.recall("who");
    const waiting = who ? await outbox.waiting(who.author) : [];
    document.querySelector("[data-waits]").hidden = !waiting.length;
  }

  async function leave(event) {
    event.preventDefault();
    await outbox.forget().catch(() => {});
    form.submit();
  }

  if (outbox) {
    form.addEventListener("submit", leave);
    tell().catch(() => {});
  }
}
