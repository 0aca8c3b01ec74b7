"use strict";
// Passkeys: the phone is asked, its answer goes into the ordinary form, and the form is sent.
{
  const words = document.getElementById("passkey-words");
  const word = (name) => words.content.querySelector(`[data-word=${name}]`).textContent;
  const isHere = window.PublicKeyCredential && navigator.credentials;
  const decoded = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const encoded = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  // What the server asks comes with its bytes as text; browsers want bytes.
  function asked(options) {
    options.challenge = decoded(options.challenge);
    if (options.user) options.user.id = decoded(options.user.id);
    for (const list of [options.allowCredentials, options.excludeCredentials]) {
      for (const each of list ?? []) each.id = decoded(each.id);
    }
    return options;
  }

  function answered({ id, rawId, type, response }) {
    const told = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[part]) told[part] = encoded(response[part]);
    }
    return JSON.stringify({ id, rawId: encoded(rawId), type, response: told });
  }

  async function ask(form) {
    const headers = { "X-CSRFToken": form.elements.csrf_token.value };
    const answer = await fetch(form.dataset.ask ?? words.dataset.ask, { method: "POST", headers, redirect: "error" });
    if (!answer.ok) throw Object.assign(new Error(answer.status), { name: "NetworkError" });
    const publicKey = asked(await answer.json());
    return answered(await navigator.credentials[form.dataset.passkey ?? "create"]({ publicKey }));
  }

  const REASONS = { InvalidStateError: "known", SecurityError: "insecure", NetworkError: "offline", TypeError: "offline" };

  async function onSubmit(event) {
    const form = event.target;
    event.preventDefault();
    const note = form.querySelector("[data-told]");
    const button = form.querySelector("button:not([type])");
    note.textContent = word("asking");
    button.disabled = true;
    try {
      form.elements.credential.value = await ask(form);
      form.submit();
    } catch (error) {
      note.textContent = word(REASONS[error.name] ?? "refused");
      button.disabled = false;
    }
  }

  for (const form of document.querySelectorAll("form[data-passkey], form.passkey")) {
    form.hidden = false;
    const reason = !window.isSecureContext ? "insecure" : isHere ? "" : "none";
    form.querySelector("[data-told]").textContent = reason && word(reason);
    form.querySelector("button:not([type])").disabled = Boolean(reason);
    form.addEventListener("submit", onSubmit);
  }
}
