// A calendar to paint posts in. Python says what the model thinks of the plan and makes the files.

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const SIGNS = { text: "≡", image: "▣", video: "▶", link: "↗" };

function element(tag, name, text = "") {
  const made = document.createElement(tag);
  if (name) made.className = `ssl-painter-${name}`;
  made.textContent = text;
  return made;
}

function button(text) {
  const made = element("button", "", text);
  made.className = "ssl-button";
  made.type = "button";
  return made;
}

function field(words, input) {
  const label = element("label", "field");
  label.append(element("span", "", words), input);
  return label;
}

function input(type, value, limits = {}) {
  return Object.assign(document.createElement("input"), { type, ...limits, value });
}

function sign(kind, format) {
  return `${kind[0].toUpperCase()} ${SIGNS[format] ?? ""}`;
}

function whole(box) {
  return Math.min(999, Math.trunc(Number(box.value)) || 0); // Python says what is wrong with it
}

let number = 0;

function render({ model, el }) {
  const id = `ssl-painter-${++number}`;
  el.classList.add("ssl-widget", "ssl-painter");
  // A key pressed here is not meant for the notebook: "b" would insert a cell, an arrow lead to the next one.
  // Ctrl+S goes on: it saves the notebook.
  el.addEventListener("keydown", (event) => {
    if (!((event.ctrlKey || event.metaKey) && event.key === "s")) event.stopPropagation();
  });

  // What is typed goes to Python when there is a pause, so that half a date is not found wrong.
  let waiting = null;
  function save() {
    clearTimeout(waiting);
    model.save_changes();
  }
  function saveSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(save, 400);
  }

  const watched = { "change:said": show, "change:posts": show, "change:ideas": show, "msg:custom": receive };

  // --- The fields ---
  const audience = input("text", model.get("audience"), { maxLength: 200, placeholder: "such as buyers in dairies" });
  const start = input("date", model.get("start"));
  const weeks = input("number", model.get("weeks"), { min: 1, max: 13 });
  const perWeek = input("number", model.get("per_week"), { min: 1, max: 5 });
  const fields = [
    [audience, "audience", () => audience.value],
    [start, "start", () => start.value],
    [weeks, "weeks", () => whole(weeks)],
    [perWeek, "per_week", () => whole(perWeek)],
  ];
  for (const [box, name, value] of fields) {
    box.addEventListener("input", () => {
      model.set(name, value());
      saveSoon();
    });
    box.addEventListener("blur", save);
    watched[`change:${name}`] = () => {
      if (document.activeElement !== box) box.value = model.get(name);
    };
  }
  const propose = button("Propose a plan");
  propose.addEventListener("click", () => {
    announce("Proposing …");
    model.set("proposals", model.get("proposals") + 1);
    save();
  });
  const settings = element("div", "settings");
  settings.append(
    field("Audience", audience),
    field("First Monday", start),
    field("Weeks", weeks),
    field("Posts a week", perWeek),
    propose,
  );
  const trouble = element("div", "trouble");
  trouble.setAttribute("role", "alert");

  // --- The brushes ---
  const brushes = ["inspiration", "product"].flatMap((kind) => model.get("formats").map((format) => ({
    kind, format, sign: sign(kind, format), words: `${kind}, ${format}`,
  })));
  const eraser = { sign: "⌫", words: "eraser" };
  const pen = { sign: "✎", words: "write ideas" };
  brushes.push(eraser, pen);
  let brush = brushes[0];
  const choice = element("fieldset", "brushes");
  choice.append(element("legend", "", "Brush (or press its number in the calendar)"));
  const radios = brushes.map((one, at) => {
    const radio = input("radio", String(at), { name: id, checked: at === 0 });
    radio.setAttribute("aria-label", one.words);
    radio.addEventListener("change", () => (brush = one));
    const label = element("label", "");
    label.append(
      radio,
      element("kbd", "", String((at + 1) % 10)),
      element("span", "sign", one.sign),
      element("span", "", one.format ?? one.words),
    );
    if (one.kind !== brushes[at - 1]?.kind) choice.append(element("span", "group", one.kind ?? "other"));
    choice.append(label);
    return radio;
  });

  // --- The calendar ---
  const table = element("table", "calendar");
  table.setAttribute("role", "grid");
  table.setAttribute("aria-label", "Content plan");
  const how = element("div", "how",
    "Click or drag with the mouse. Or: arrow keys move, Space or Enter paints, a number chooses a brush, Delete erases, " +
    "Tab leads to the post's idea.");
  how.id = `${id}-how`;
  table.setAttribute("aria-describedby", how.id);
  const status = element("div", "status");
  status.setAttribute("role", "status");
  status.setAttribute("aria-live", "polite");
  let cells = [];
  let drawnDays = "";
  let current = 0;

  function announce(words) {
    status.textContent = words;
  }

  function described(at) {
    const post = model.get("posts")[at];
    const idea = model.get("ideas")[at];
    const words = [model.get("said").days[at], ...(post ?? ["no post"])];
    return (post && idea ? [...words, idea] : words).join(", ");
  }

  function drawCell(at) {
    const post = model.get("posts")[at];
    const cell = cells[at];
    const [, day, month] = model.get("said").days[at].split(" ");
    cell.replaceChildren(element("span", "date", `${day} ${month.slice(0, 3)}`));
    cell.className = `ssl-painter-day ${post ? `ssl-painter-${post[0]}` : ""}`;
    if (post) {
      cell.append(
        element("span", "sign", sign(...post)),
        element("span", "format", post[1]),
        element("span", "idea", model.get("ideas")[at] ?? ""),
      );
    }
    cell.setAttribute("aria-label", described(at));
    cell.setAttribute("aria-selected", String(at === current));
    cell.tabIndex = at === current ? 0 : -1;
  }

  function buildCalendar() {
    const { days } = model.get("said");
    const head = element("tr");
    head.setAttribute("role", "row");
    for (const name of ["Week", ...DAYS]) {
      const cell = element("th", "", name);
      cell.setAttribute("role", "columnheader");
      cell.scope = "col";
      head.append(cell);
    }
    const rows = [head];
    cells = [];
    for (let at = 0; at < days.length; at += 1) {
      if (at % 7 === 0) {
        const row = element("tr");
        row.setAttribute("role", "row");
        const header = element("th", "week");
        header.setAttribute("role", "rowheader");
        header.scope = "row";
        row.append(header);
        rows.push(row);
      }
      const cell = element("td");
      cell.setAttribute("role", "gridcell");
      cell.dataset.at = at;
      rows.at(-1).append(cell);
      cells.push(cell);
    }
    current = Math.min(current, days.length - 1);
    table.replaceChildren(...rows);
  }

  function choose(at, focus = true) {
    const before = current;
    current = at;
    drawCell(before);
    drawCell(at);
    showIdea();
    if (focus) cells[at].focus();
  }

  function paint(at, withBrush) {
    const posts = { ...model.get("posts") };
    if (withBrush === eraser) delete posts[at];
    else posts[at] = [withBrush.kind, withBrush.format];
    model.set("posts", posts); // shown at once, by `show`
    announce(described(at));
  }

  function act(at) {
    if (brush !== pen) {
      paint(at, brush);
    } else if (model.get("posts")[at]) {
      idea.focus();
    } else {
      announce(`${described(at)}: paint a post first.`);
    }
  }

  function cellAt(event) {
    const cell = event.target.closest("td");
    return cell ? Number(cell.dataset.at) : null;
  }

  let painting = false;
  table.addEventListener("pointerdown", (event) => {
    const at = cellAt(event);
    if (at === null || event.pointerType !== "mouse" || event.button !== 0) return;
    event.preventDefault(); // no text is marked, and the focus goes where we put it
    choose(at);
    act(at);
    painting = brush !== pen;
    save();
  });
  table.addEventListener("pointerover", (event) => {
    const at = cellAt(event);
    if (!painting || at === null || at === current || event.buttons !== 1) return;
    choose(at);
    paint(at, brush);
  });
  function stopPainting() {
    if (painting) save();
    painting = false;
  }
  document.addEventListener("pointerup", stopPainting);
  table.addEventListener("focusin", (event) => {
    const at = cellAt(event);
    if (at !== null && at !== current) choose(at, false);
  });
  // A finger or a screen reader clicks without a mouse.
  table.addEventListener("click", (event) => {
    const at = cellAt(event);
    if (at === null || event.pointerType === "mouse") return;
    choose(at);
    act(at);
    save();
  });
  table.addEventListener("keydown", (event) => {
    const monday = current - (current % 7);
    const to = {
      ArrowLeft: current - 1, ArrowRight: current + 1, ArrowUp: current - 7, ArrowDown: current + 7,
      Home: monday, End: monday + 6,
    }[event.key];
    const wanted = /^[0-9]$/.test(event.key) ? (Number(event.key) + 9) % 10 : null;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (to !== undefined) {
      if (to >= 0 && to < cells.length) choose(to);
    } else if (event.key === " " || event.key === "Enter") {
      act(current);
      save();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      paint(current, eraser);
      save();
    } else if (wanted !== null && brushes[wanted]) {
      radios[wanted].checked = true;
      brush = brushes[wanted];
      announce(`Brush: ${brush.words}`);
    } else {
      return;
    }
    event.preventDefault();
  });

  // --- The idea of the chosen post ---
  const idea = input("text", "", { maxLength: 1000 });
  const ideaField = field("", idea);
  ideaField.classList.add("ssl-painter-idea-field");
  function showIdea() {
    const post = model.get("posts")[current];
    const day = model.get("said").days[current];
    ideaField.firstChild.textContent = post ? `Idea for ${day} (${post.join(", ")})` : `Idea for ${day}: no post there yet`;
    idea.disabled = !post;
    if (document.activeElement !== idea) idea.value = model.get("ideas")[current] ?? "";
  }
  idea.addEventListener("input", () => {
    model.set("ideas", { ...model.get("ideas"), [current]: idea.value });
    saveSoon();
  });
  idea.addEventListener("blur", save);
  idea.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    cells[current].focus();
  });

  // --- What Python says ---
  const words = element("p", "words");
  words.setAttribute("role", "status");
  words.setAttribute("aria-live", "polite");
  const bar = element("div", "bar");
  bar.setAttribute("role", "img");
  const broken = element("ul", "broken");
  broken.setAttribute("aria-label", "What the model says of the plan");
  const code = element("pre", "code");

  function show() {
    const said = model.get("said");
    trouble.textContent = said.trouble ? `→ ${said.trouble}` : "";
    if (drawnDays !== said.days.join()) buildCalendar();
    drawnDays = said.days.join();
    cells.forEach((_cell, at) => drawCell(at));
    table.querySelectorAll("th.ssl-painter-week").forEach((header, at) => {
      const { week, posts } = said.weeks[at];
      header.replaceChildren(element("span", "", week), element("span", "count", posts));
    });
    showIdea();
    words.textContent = said.words;
    const [inspiring, product] = said.mix;
    bar.setAttribute("aria-label", `${inspiring} inspiring posts, ${product} about products`);
    bar.replaceChildren(...[["inspiration", inspiring], ["product", product]].filter(([, many]) => many).map(([kind, many]) => {
      const part = element("span", kind, `${kind[0].toUpperCase()} ${many}`);
      part.style.flexGrow = many;
      return part;
    }));
    bar.hidden = inspiring + product === 0;
    const lines = said.broken.map((line) => `→ ${line}`);
    broken.replaceChildren(...(lines.length ? lines : ["✓ The plan keeps every rule."]).map((line) => element("li", "", line)));
    code.textContent = said.code;
  }

  // --- Files ---
  let asked = null;
  const files = element("div", "files");
  for (const [file, what] of [["plan.ics", "for your calendar"], ["plan.csv", "for Excel"]]) {
    const get = button(`Download ${file} ${what}`);
    get.addEventListener("click", () => {
      asked = file;
      announce(`Making ${file} …`);
      model.set("wanted", [file, (model.get("wanted")[1] ?? 0) + 1]);
      save();
    });
    files.append(get);
  }
  function receive(message, buffers) {
    if (message.words) announce(message.words);
    if (!message.file || message.file !== asked) return; // or another view of the same calendar asked
    asked = null;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([buffers[0]], { type: message.kind }));
    link.download = message.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    announce(`✓ ${message.file} is among your browser's downloads.`);
  }

  el.append(settings, trouble, choice, table, how, ideaField, status, words, bar, broken, files,
    element("div", "", "The code that gives it:"), code);
  for (const [name, react] of Object.entries(watched)) model.on(name, react);
  show();
  return () => {
    for (const [name, react] of Object.entries(watched)) model.off(name, react);
    document.removeEventListener("pointerup", stopPainting);
    save();
  };
}

export default { render };
