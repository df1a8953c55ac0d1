// A headline as it is and as it becomes, with a counter that waits for nobody. Python says what the rules see.

const ASKED = [
  ["title", "Your title", "such as Key Account Manager"],
  ["company", "Your employer", "such as Kvistmark Automation A/S"],
  ["helps", "Whom do you help?", "such as dairies"],
  ["with_what", "With what?", "such as fewer stops in packing"],
  ["search_words", "Words your buyers search for, with commas between", "such as packing robot, palletizing"],
];
const TYPED = ["title", "company", "helps", "with_what", "search_words", "old", "new"];

function element(tag, name, text = "") {
  const made = document.createElement(tag);
  if (name) made.className = `ssl-headline-${name}`;
  made.textContent = text;
  return made;
}

function render({ model, el }) {
  el.classList.add("ssl-widget", "ssl-headline");
  // A key pressed here is not meant for the notebook: "b" would insert a cell, an arrow lead to the next one.
  // Ctrl+S goes on: it saves the notebook.
  el.addEventListener("keydown", (event) => {
    if (!((event.ctrlKey || event.metaKey) && event.key === "s")) event.stopPropagation();
  });

  // What is typed goes to Python when there is a pause; a screen reader hears of it when the pause is longer.
  let waiting = null;
  let silence = null;
  function save() {
    clearTimeout(waiting);
    model.save_changes();
  }
  function typed(name, box) {
    model.set(name, box.value); // shown at once, by `show`
    clearTimeout(waiting);
    waiting = setTimeout(save, 400);
    status.textContent = "";
    clearTimeout(silence);
    silence = setTimeout(() => announce(name), 1500);
  }

  const boxes = {};
  function field(name, words, box) {
    box.value = model.get(name);
    box.addEventListener("input", () => typed(name, box));
    box.addEventListener("blur", save);
    boxes[name] = box;
    const label = element("label", `field ssl-headline-${name.replace("_", "-")}`);
    label.append(element("span", "", words), box);
    return label;
  }

  const asked = element("div", "asked");
  for (const [name, words, placeholder] of ASKED) {
    const box = Object.assign(document.createElement("input"), { type: "text", placeholder });
    asked.append(field(name, words, box));
  }

  // LinkedIn's field has one line; Python counts characters as [...text] does, not as text.length.
  function count(text) {
    const used = [...text].length;
    const left = model.get("limit") - used;
    const rest = left >= 0 ? `${left} left` : `${-left} too many`;
    return `${left >= 0 ? "✓" : "→"} ${used} of ${model.get("limit")} characters; ${rest}`;
  }
  const counters = {};
  function headline(name, words) {
    const box = Object.assign(document.createElement("textarea"), { rows: 5 });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    box.addEventListener("input", () => {
      if (/[\r\n]/.test(box.value)) box.value = box.value.replace(/\s*[\r\n]+\s*/g, " ");
    });
    const side = element("div", "side");
    counters[name] = element("div", "counter");
    side.append(field(name, words, box), counters[name]);
    return side;
  }
  const both = element("div", "both");
  both.append(headline("old", "Your headline today"), headline("new", "Your new headline"));

  // What was copied is seen and heard; the counter and the next step, which stand elsewhere, are only heard.
  const status = element("div", "status");
  const spoken = element("div", "spoken");
  for (const live of [status, spoken]) {
    live.setAttribute("role", "status");
    live.setAttribute("aria-live", "polite");
  }
  const copy = element("button", "", "Copy the new headline");
  copy.type = "button";
  copy.className = "ssl-button";
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(boxes.new.value);
      status.textContent = "✓ Copied. Paste it in LinkedIn's own field.";
    } catch {
      boxes.new.focus();
      boxes.new.select();
      status.textContent = "→ The new headline is marked. Press Ctrl+C (on a Mac ⌘C) to copy it.";
    }
  });
  const below = element("div", "below");
  below.append(copy, status, spoken);

  const remarks = element("ul", "remarks");
  remarks.setAttribute("aria-label", "What the rules see in the new headline");

  function answered() {
    return TYPED.every((name, at) => model.get("said").of[at] === model.get(name));
  }
  function announce(name) {
    const words = counters[name] ? [count(boxes[name].value)] : [];
    const next = answered() && model.get("said").remarks.find(([sign]) => sign === "→");
    if (next) words.push(`Next: ${next[1]}`);
    spoken.textContent = words.join(". ");
  }

  let drawn = null;
  function drawRemarks() {
    drawn = model.get("said");
    remarks.replaceChildren(...drawn.remarks.map(([sign, what, why]) => {
      const line = element("li");
      const words = element("span");
      words.append(element("b", "", what), ` ${why}`);
      line.append(element("span", "sign", `${sign} `), words);
      return line;
    }));
  }

  function show() {
    for (const [name, box] of Object.entries(boxes)) {
      if (document.activeElement !== box && box.value !== model.get(name)) box.value = model.get(name);
    }
    for (const [name, counter] of Object.entries(counters)) counter.textContent = count(model.get(name));
    if (drawn !== model.get("said")) drawRemarks();
    remarks.setAttribute("aria-busy", String(!answered()));
    earlier.hidden = answered();
  }

  const earlier = element("div", "how", "… The list below is still about what you had typed before.");
  const code = element("pre", "code", model.get("code"));
  el.append(
    asked, both, below,
    element("div", "heading", "What the rules see in the new headline"), earlier, remarks,
    element("div", "how", model.get("standing")),
    element("div", "", "The code that counts, for a headline in quotation marks:"), code,
  );
  model.on("change", show);
  show();
  return () => {
    model.off("change", show);
    clearTimeout(silence);
    save();
  };
}

export default { render };
