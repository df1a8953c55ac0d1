// The items of a list, moved by dragging, by ▲ ▼ buttons or by arrow keys. Python judges the order.

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function button(text, label) {
  const made = element("button", "ssl-button", text);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  return made;
}

let number = 0;

function render({ model, el }) {
  const id = `ssl-ordering-${++number}`;
  el.classList.add("ssl-widget", "ssl-ordering");
  // A key pressed here is not meant for the notebook: "b" would insert a cell, an arrow lead to the next one.
  // Ctrl+S goes on: it saves the notebook.
  el.addEventListener("keydown", (event) => {
    if (!((event.ctrlKey || event.metaKey) && event.key === "s")) event.stopPropagation();
  });

  const question = element("div", "ssl-ordering-question", model.get("question"));
  question.id = `${id}-question`;
  const how = element("div", "ssl-ordering-how", "Drag an item, press ▲ ▼, or go to it with Tab and move it with the arrow keys.");
  how.id = `${id}-how`;
  const list = element("ol", "ssl-ordering-list");
  list.setAttribute("role", "list");
  list.setAttribute("aria-labelledby", question.id);
  list.setAttribute("aria-describedby", how.id);
  const check = button("Check the order");
  const said = element("div", "ssl-ordering-said");
  const moved = element("div", "ssl-ordering-moved");
  for (const live of [said, moved]) {
    live.setAttribute("role", "status");
    live.setAttribute("aria-live", "polite");
  }
  const below = element("div", "ssl-ordering-below");
  below.append(check, moved);
  el.append(question, how, list, below, said);

  const rows = new Map();
  for (const name of model.get("value")) {
    const row = element("li", "ssl-ordering-item");
    row.tabIndex = 0;
    row.setAttribute("role", "listitem");
    row.setAttribute("aria-describedby", how.id);
    const grip = element("span", "ssl-ordering-grip", "⠿");
    grip.setAttribute("aria-hidden", "true");
    const up = button("▲", `Move ${name} up`);
    const down = button("▼", `Move ${name} down`);
    up.addEventListener("click", () => move(name, -1, up));
    down.addEventListener("click", () => move(name, 1, down));
    row.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      move(name, step, document.activeElement);
    });
    row.append(grip, element("span", "ssl-ordering-name", name), up, down);
    rows.set(name, { row, up, down });
  }

  function show() {
    const order = model.get("value");
    order.forEach((name, at) => {
      const { row, up, down } = rows.get(name);
      if (list.children[at] !== row) list.insertBefore(row, list.children[at] ?? null);
      row.setAttribute("aria-label", `${name}, ${at + 1} of ${order.length}`);
      // Not `disabled`, which would take the focus away from the item that has just arrived at an end.
      up.setAttribute("aria-disabled", String(at === 0));
      down.setAttribute("aria-disabled", String(at === order.length - 1));
    });
    said.textContent = model.get("verdict");
  }

  function place(name, to) {
    const order = model.get("value").filter((one) => one !== name);
    order.splice(to, 0, name);
    model.set("value", order);
    model.set("verdict", ""); // it was about another order
    show();
  }

  function move(name, step, focused) {
    const last = model.get("value").length - 1;
    const to = Math.min(last, Math.max(0, model.get("value").indexOf(name) + step));
    if (model.get("value")[to] !== name) place(name, to);
    model.save_changes();
    focused.focus(); // what is moved in a page loses the focus
    announce(name);
  }

  function announce(name) {
    const order = model.get("value");
    moved.textContent = `${name}, now ${order.indexOf(name) + 1} of ${order.length}`;
  }

  let dragged = null;
  list.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("li");
    if (!row || event.button !== 0 || event.target.closest("button")) return;
    event.preventDefault(); // no text is marked
    row.focus();
    dragged = [...rows.keys()].find((name) => rows.get(name).row === row);
    row.classList.add("ssl-ordering-dragged");
    list.setPointerCapture(event.pointerId);
  });
  list.addEventListener("pointermove", (event) => {
    if (dragged === null) return;
    const order = model.get("value");
    const to = order.findIndex((name) => {
      const box = rows.get(name).row.getBoundingClientRect();
      return event.clientY >= box.top && event.clientY <= box.bottom;
    });
    if (to >= 0 && order[to] !== dragged) place(dragged, to);
  });
  function drop() {
    if (dragged === null) return;
    const { row } = rows.get(dragged);
    row.classList.remove("ssl-ordering-dragged");
    row.focus();
    announce(dragged);
    dragged = null;
    model.save_changes();
  }
  list.addEventListener("pointerup", drop);
  list.addEventListener("pointercancel", drop);

  check.addEventListener("click", () => {
    moved.textContent = "";
    if (model.get("verdict")) return; // the order was checked and has not changed
    said.textContent = "…"; // until Python has answered
    model.set("checks", model.get("checks") + 1);
    model.save_changes();
  });

  model.on("change:value", show);
  model.on("change:verdict", show);
  show();
  return () => {
    model.off("change:value", show);
    model.off("change:verdict", show);
  };
}

export default { render };
