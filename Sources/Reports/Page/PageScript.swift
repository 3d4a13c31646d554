/// What makes a page of ten thousand pictures usable: only those in view are elements of the page.
enum PageScript {
  static let text = #"""
    "use strict";
    const all = JSON.parse(document.getElementById("index").textContent);
    const grid = document.getElementById("grid"), find = document.getElementById("find");
    const failed = document.getElementById("failed"), count = document.getElementById("count");
    const isWide = all.some(item => item.outputs.length > 1);
    const cell = {width: 190, height: 238};
    const shown = new Map();
    let items = all, columns = 1;

    function element(name, className, text) {
      const made = document.createElement(name);
      if (className) made.className = className;
      if (text !== undefined) made.textContent = text;
      return made;
    }

    function picture(block, className, text) {
      const made = element("img", className);
      made.decoding = "async";
      made.alt = text;
      made.src = document.getElementById("b" + block).textContent;
      return made;
    }

    function pair(item, output) {
      const compares = item.before !== null && output.compares;
      const box = element("div", "pair" + (compares ? "" : " single"));
      if (compares) box.append(picture(item.before, "before", item.key + " before"));
      if (output.block !== null) box.append(picture(output.block, "after", item.key + " after " + output.label));
      if (compares) {
        const slider = element("input");
        slider.type = "range";
        slider.value = parseFloat(grid.style.getPropertyValue("--x")) || 50;
        slider.setAttribute("aria-label", "Compare " + item.key + " " + output.label);
        slider.oninput = () => box.style.setProperty("--x", slider.value + "%");
        box.append(slider);
      }
      const figure = element("figure");
      const caption = element("figcaption", "", output.label || output.file);
      caption.title = output.file;
      figure.append(box, caption);
      return figure;
    }

    function card(item, number) {
      const made = element("article", "item");
      made.setAttribute("role", "listitem");
      const title = element("h3", "", item.key);
      title.title = item.source;
      const outputs = element("div", "outs");
      for (const output of item.outputs) outputs.append(pair(item, output));
      if (item.failure !== null) outputs.append(element("div", "reason", item.failure));
      made.append(title, outputs);
      made.style.top = Math.floor(number / columns) * cell.height + "px";
      made.style.left = number % columns * cell.width + "px";
      made.style.width = isWide ? "100%" : cell.width + "px";
      return made;
    }

    function show() {
      const top = -grid.getBoundingClientRect().top;
      const first = Math.max(0, Math.floor(top / cell.height) - 2) * columns;
      const last = Math.min(items.length, (Math.ceil((top + innerHeight) / cell.height) + 2) * columns);
      for (const [number, made] of shown) {
        if ((number < first || number >= last) && !made.contains(document.activeElement)) {
          made.remove();
          shown.delete(number);
        }
      }
      for (let number = first; number < last; number++) {
        if (shown.has(number)) continue;
        const made = card(items[number], number);
        const next = [...shown.keys()].filter(other => other > number).sort((a, b) => a - b)[0];
        grid.insertBefore(made, next === undefined ? null : shown.get(next));
        shown.set(number, made);
      }
    }

    function lay() {
      columns = isWide ? 1 : Math.max(1, Math.floor(grid.clientWidth / cell.width));
      grid.style.height = Math.ceil(items.length / columns) * cell.height + "px";
      count.textContent = items.length === all.length ? all.length + " items" : items.length + " of " + all.length;
      grid.textContent = "";
      shown.clear();
      show();
    }

    function choose() {
      const text = find.value.toLowerCase();
      items = all.filter(item => item.key.toLowerCase().includes(text) && (!failed.checked || item.failure !== null));
      lay();
    }

    let waits = false;
    addEventListener("scroll", () => {
      if (waits) return;
      waits = true;
      requestAnimationFrame(() => { waits = false; show(); });
    }, {passive: true});
    addEventListener("resize", lay);
    find.oninput = choose;
    failed.onchange = choose;
    document.getElementById("all").oninput = event => {
      grid.style.setProperty("--x", event.target.value + "%");
      for (const box of grid.querySelectorAll(".pair")) {
        box.style.removeProperty("--x");
        const slider = box.querySelector("input");
        if (slider) slider.value = event.target.value;
      }
    };
    lay();
    """#
}
