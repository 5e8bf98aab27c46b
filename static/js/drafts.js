// Half-filled forms survive a lost connection, a reload, an ended session: {% device_draft %} within
// the form. Kept in IndexedDB, encrypted with a key of the person that can't be taken out of the
// browser; gone when the form is accepted, at log-out, when somebody else signs in, after some hours.
(() => {
  "use strict";
  // Without a secure context there is no encryption, and so nothing is kept.
  if (!window.indexedDB || !window.crypto?.subtle) return;
  const user = document.body.dataset.user || "";
  const HOUR = 3600 * 1000;
  const SECRET = ["hidden", "password", "submit", "button"];

  const answer = (asked) =>
    new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  const asked = indexedDB.open("drafts", 1);
  asked.onupgradeneeded = () => ["keys", "drafts"].forEach((name) => asked.result.createObjectStore(name));
  const opened = answer(asked);
  const rows = async (name, mode = "readwrite") => (await opened).transaction(name, mode).objectStore(name);

  // The key never leaves the browser: not even this script can read its bytes.
  const secret = async () => {
    const found = await answer((await rows("keys")).get(user));
    if (found) return found;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    try {
      await answer((await rows("keys")).add(made, user));
    } catch {
      // Another window was quicker: its key holds.
    }
    return answer((await rows("keys")).get(user));
  };

  // A draft has two rows, so that photos are written once and not with every letter.
  const write = async (id, part, content, hours) => {
    const packed = new Response(content);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const type = packed.headers.get("Content-Type");
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await secret(), await packed.arrayBuffer());
    const row = { iv, type, sealed, at: Date.now(), until: Date.now() + hours * HOUR };
    await answer((await rows("drafts")).put(row, [user, id, part]));
  };
  const read = async (id, part) => {
    const row = await answer((await rows("drafts")).get([user, id, part]));
    if (!row) return null;
    const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, await secret(), row.sealed);
    const content = await new Response(bytes, { headers: { "Content-Type": row.type } }).formData();
    return { content, at: row.at };
  };
  const remove = async (id, part) => {
    const whole = IDBKeyRange.bound([user, id], [user, id, []]);
    await answer((await rows("drafts")).delete(part ? [user, id, part] : whole));
  };

  const wipe = async () => {
    await answer((await rows("drafts")).clear());
    await answer((await rows("keys")).clear());
  };
  const cleanUp = async () => {
    const [, done] = document.cookie.match(/(?:^|; )draft_done=([^;]*)/) || [];
    if (done) {
      document.cookie = "draft_done=; path=/; max-age=0";
      const id = decodeURIComponent(done);
      await (id === "*" ? wipe() : remove(id));
    }
    const drafts = await rows("drafts");
    const keys = await answer(drafts.getAllKeys());
    const found = await answer(drafts.getAll());
    const gone = keys.filter((key, index) => found[index].until < Date.now() || (user && key[0] !== user));
    const store = await rows("drafts");
    await Promise.all(gone.map((key) => answer(store.delete(key))));
  };

  const named = (form, name) => [...form.elements].filter((field) => field.name === name);
  const valuesOf = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked ? [[field.value]] : [];
    if (field.options) return [...field.selectedOptions].map((option) => [option.value, option.text]);
    return [[field.value]];
  };
  const fill = (form, name, values) => {
    const chosen = values.map(([value]) => value);
    named(form, name).forEach((field, index) => {
      if (field.type === "checkbox" || field.type === "radio") field.checked = chosen.includes(field.value);
      else if (field.options) {
        // What a search on the server had found is no longer among the options.
        values
          .filter(([value]) => ![...field.options].some((option) => option.value === value))
          .forEach(([value, text]) => field.add(new Option(text, value)));
        [...field.options].forEach((option) => (option.selected = chosen.includes(option.value)));
        field.tomselect?.sync();
      } else field.value = chosen[index] ?? "";
    });
  };

  class Draft {
    constructor(mark) {
      this.form = mark.form;
      this.id = mark.value;
      this.hours = Number(mark.dataset.hours);
      this.after = mark.dataset.after;
      this.note = this.form.querySelector("[data-draft-note]");
      this.typed = {}; // only what was touched: the rest is what the server says
      this.timers = {};
    }

    // Consent first, where the form asks for it.
    get allowed() {
      return !this.after || named(this.form, this.after).some((box) => box.checked);
    }

    async wake() {
      const [fields, files] = [await read(this.id, "fields"), await read(this.id, "files")];
      let changed = false;
      if (fields) {
        this.typed = JSON.parse(fields.content.get("typed"));
        for (const [name, values] of Object.entries(this.typed)) {
          const shown = named(this.form, name).flatMap(valuesOf);
          const [now, then] = [shown, values].map((list) => JSON.stringify(list.map(([value]) => value)));
          if (now === then) continue;
          fill(this.form, name, values);
          changed = true;
        }
      }
      for (const name of new Set(files?.content.keys())) {
        const chosen = new DataTransfer();
        files.content.getAll(name).forEach((file) => chosen.items.add(file));
        named(this.form, name).forEach((field) => (field.files = chosen.files));
        changed = true;
      }
      if (changed) this.say("restored", (fields || files).at);
      this.form.addEventListener("input", (event) => this.noteDown(event.target));
      this.form.addEventListener("change", (event) => this.noteDown(event.target));
      this.note.querySelector("[data-draft-discard]").addEventListener("click", () => this.discard());
      this.form.addEventListener("submit", (event) => this.refuseOffline(event), true);
      this.form.dataset.draftReady = "";
    }

    say(what, at) {
      this.note.hidden = false;
      this.note.querySelectorAll("span").forEach((one) => (one.hidden = one.dataset.draftSays !== what));
      if (at) this.note.querySelector("time").textContent = new Date(at).toLocaleString(document.documentElement.lang);
    }

    noteDown(field) {
      if (!field.name || SECRET.includes(field.type)) return;
      if (!this.allowed) {
        if (field.name === this.after) this.forget();
        return;
      }
      if (field.type !== "file") this.typed[field.name] = named(this.form, field.name).flatMap(valuesOf);
      const part = field.type === "file" ? "files" : "fields";
      clearTimeout(this.timers[part]);
      this.timers[part] = setTimeout(() => this.save(part), 150);
    }

    async save(part) {
      const content = new FormData();
      if (part === "fields") content.append("typed", JSON.stringify(this.typed));
      else {
        const fields = [...this.form.elements].filter((field) => field.type === "file");
        fields.forEach((field) => [...field.files].forEach((file) => content.append(field.name, file)));
      }
      try {
        await (content.keys().next().done ? remove(this.id, part) : write(this.id, part, content, this.hours));
        this.form.dataset.draftKept = JSON.stringify(Object.keys(this.typed));
      } catch {
        // Storage full or forbidden: the convenience is lost, nothing else.
      }
    }

    async forget() {
      Object.values(this.timers).forEach(clearTimeout);
      this.typed = {};
      await remove(this.id);
    }

    async discard() {
      await this.forget();
      this.form.reset();
      this.form.querySelectorAll("select").forEach((select) => select.tomselect?.sync());
      this.note.hidden = true;
    }

    refuseOffline(event) {
      if (navigator.onLine) return;
      event.preventDefault();
      this.say("offline");
    }
  }

  cleanUp()
    .then(() => user && document.querySelectorAll("input[data-draft]").forEach((mark) => new Draft(mark).wake()))
    .catch(() => {}); // private windows may refuse to store
})();
