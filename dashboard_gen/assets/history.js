"use strict";
// The slider over the history: a line in the picture, the row of the commit, and its figures as words.
(function () {
  var slider = document.getElementById("scrub"), said = document.getElementById("scrubbed");
  if (!slider) { return; }
  var rows = document.querySelectorAll("#commits tbody tr"), cursor = document.querySelector(".trend .cursor");
  function cell(row, index) { return row.cells[index].textContent.trim(); }
  function move() {
    var index = Number(slider.value) - 1, row = rows[rows.length - 1 - index];
    var x = rows.length > 1 ? 1000 * index / (rows.length - 1) : 1000;
    cursor.setAttribute("d", "M" + x.toFixed(1) + " 0V100");
    for (var other of rows) { other.classList.toggle("current", other === row); }
    var ready = cell(row, 2), errors = cell(row, 3);
    said.textContent = cell(row, 0) + ", " + cell(row, 1) + ": " + ready + " ready, errors " + errors + ", " + cell(row, 4);
    slider.setAttribute("aria-valuetext", said.textContent);
  }
  slider.addEventListener("input", move);
  move();
})();
