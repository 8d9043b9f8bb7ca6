"use strict";
// Two commits are chosen from the table of commits; what differs is counted from its cells and from the lives of findings.
// The choice stands in the address behind '#', as FROM..TO, and is kept by a reload.
(function () {
  var table = document.getElementById("commits-1"), lives = document.getElementById("lives-1");
  if (!table) { return; }
  function words(cell) { return cell.firstChild ? cell.firstChild.textContent.trim() : ""; }
  var names = Array.from(table.tHead.rows[0].cells, function (cell) { return cell.textContent.trim(); });
  var rows = Array.from(table.tBodies[0].rows).map(function (row) { return Array.from(row.cells, words); }).reverse();
  function make(name, text, parent) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    if (parent) { parent.appendChild(made); }
    return made;
  }
  var bar = make("div"), box = table.closest(".scroll");
  bar.className = "tools";
  box.parentNode.insertBefore(bar, box);
  function chooser(text, index) {
    var label = make("label", text + " ", bar), select = make("select", "", label);
    rows.forEach(function (row) { make("option", row[1] + " " + row[0], select).value = row[0]; });
    select.selectedIndex = index;
    select.addEventListener("change", function () { show(true); });
    return select;
  }
  var from = chooser("From", 0), to = chooser("To", rows.length - 1);
  var status = make("div", ""), said = make("ul", "", status);
  status.setAttribute("role", "status");
  box.parentNode.insertBefore(status, box);

  function show(keep) {
    var one = rows[from.selectedIndex], other = rows[to.selectedIndex];
    said.textContent = "";
    names.forEach(function (name, index) {
      if (index < 2 || one[index] === other[index]) { return; }
      var known = one[index] !== "–" && other[index] !== "–";
      var by = known ? Number(other[index]) - Number(one[index]) : 0;
      make("li", name + " " + one[index] + " → " + other[index] + (known ? " (" + (by > 0 ? "+" : "") + by + ")" : ", not comparable"), said);
    });
    if (lives) {
      var began = 0, ended = 0, first = one[1], last = other[1];
      Array.from(lives.tBodies[0].rows).forEach(function (row) {
        var start = words(row.cells[2]), end = words(row.cells[4]);
        if (start > first && start <= last) { began += 1; }
        if (end !== "open" && end > first && end <= last) { ended += 1; }
      });
      make("li", began + " of the findings below were first seen in this time, " + ended + " ended", said);
    }
    if (said.children.length < 2 && from.selectedIndex === to.selectedIndex) { said.textContent = "These are the same commit."; }
    if (keep) { history.replaceState(null, "", "#" + from.value + ".." + to.value); }
  }
  var asked = location.hash.slice(1).split("..");
  if (asked.length === 2) { from.value = asked[0]; to.value = asked[1]; }
  if (from.selectedIndex < 0) { from.selectedIndex = 0; }
  if (to.selectedIndex < 0) { to.selectedIndex = rows.length - 1; }
  if (asked.length === 2) { show(false); }
})();
