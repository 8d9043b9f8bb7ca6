"use strict";
// Tables with data-tools: filter by words and by the columns in data-choices, sort by a heading, save what is shown as CSV.
// The state stands in the address behind '#', as table~words~column=value~sort, so a link keeps it and a reload finds it.
(function () {
  function make(name, text, parent) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    if (parent) { parent.appendChild(made); }
    return made;
  }
  function words(cell) {
    return Array.from(cell.childNodes, function (node) { return node.textContent; }).join(" ").replace(/\s+/g, " ").trim();
  }
  function figure(text) { return text === "–" ? -Infinity : parseFloat(text.replace("−", "-").replace(/,/g, "")); }
  // Figures by size before words by letters; equal ones, such as days of one year, by letters as well.
  function compared(a, b) {
    var x = figure(a), y = figure(b);
    return isNaN(x) - isNaN(y) || (x < y ? -1 : x > y ? 1 : 0) || a.localeCompare(b, "en", { numeric: true });
  }

  function equip(table) {
    var body = table.tBodies[0], heads = Array.from(table.tHead.rows[0].cells);
    var rows = Array.from(body.rows).map(function (row) { return { row: row, texts: Array.from(row.cells, words) }; });
    rows.forEach(function (entry) { entry.all = entry.texts.join(" ").toLowerCase(); });
    var bar = make("div"), sorted = "";
    bar.className = "tools";
    var box = table.closest(".scroll") || table;
    box.parentNode.insertBefore(bar, box);
    var label = make("label", "Filter ", bar), field = make("input", "", label);
    field.type = "search";
    var choices = (table.dataset.choices || "").split(",").filter(Boolean).map(function (index) {
      var own = make("label", words(heads[index]) + " ", bar), select = make("select", "", own), seen = {};
      make("option", "all", select).value = "";
      rows.forEach(function (entry) { seen[entry.texts[index]] = true; });
      Object.keys(seen).sort().forEach(function (text) { make("option", text.slice(0, 60), select).value = text; });
      select.addEventListener("change", show);
      return { index: Number(index), select: select };
    });
    var save = make("button", "Save what is shown (CSV)", bar), said = make("span", "", bar);
    save.type = "button";
    said.setAttribute("role", "status");

    function shown() { return rows.filter(function (entry) { return !entry.row.hidden; }); }
    function apply() {
      var wanted = field.value.toLowerCase().split(" ").filter(Boolean);
      rows.forEach(function (entry) {
        entry.row.hidden = !wanted.every(function (word) { return entry.all.indexOf(word) >= 0; }) ||
          !choices.every(function (one) { return !one.select.value || entry.texts[one.index] === one.select.value; });
      });
      said.textContent = shown().length + " of " + rows.length + " rows";
    }
    function show() {
      apply();
      var state = [field.value].concat(choices.map(function (one) { return one.select.value; }), [sorted]);
      var told = state.some(Boolean) ? "#" + table.id + "~" + state.map(encodeURIComponent).join("~") : location.pathname;
      history.replaceState(null, "", told);
    }
    function order(index, down) {
      rows.sort(function (one, other) { return compared(one.texts[index], other.texts[index]) * (down ? -1 : 1); });
      rows.forEach(function (entry) { body.appendChild(entry.row); });
      heads.forEach(function (head, at) {
        if (at === index) { head.setAttribute("aria-sort", down ? "descending" : "ascending"); } else { head.removeAttribute("aria-sort"); }
      });
      sorted = index + (down ? "-" : "");
    }
    heads.forEach(function (head, index) {
      var text = words(head), button = make("button", text);
      button.type = "button";
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () { order(index, head.getAttribute("aria-sort") === "ascending"); show(); });
    });
    field.addEventListener("input", show);
    save.addEventListener("click", function () {
      var lines = [heads.map(words)].concat(shown().map(function (entry) { return entry.texts; }));
      var text = lines.map(function (cells) {
        return cells.map(function (cell) {
          var safe = /^[=+\-@]/.test(cell) ? "'" + cell : cell;
          return '"' + safe.replace(/"/g, '""') + '"';
        }).join(",");
      }).join("\r\n") + "\r\n";
      var link = make("a");
      link.href = URL.createObjectURL(new Blob(["\ufeff" + text], { type: "text/csv" }));
      link.download = table.id + ".csv";
      link.click();
    });
    var told = location.hash.slice(1).split("~");
    if (told[0] === table.id && told.length === choices.length + 3) {
      told = told.map(decodeURIComponent);
      field.value = told[1];
      choices.forEach(function (one, at) { one.select.value = told[2 + at]; });
      if (told[told.length - 1]) { order(parseInt(told[told.length - 1], 10), told[told.length - 1].slice(-1) === "-"); }
    }
    apply();
  }
  document.querySelectorAll("table[data-tools]").forEach(equip);
})();
