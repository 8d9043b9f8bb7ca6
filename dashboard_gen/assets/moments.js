"use strict";
// The landing page at another commit or review: tiles, areas and clauses of that moment, under an address of its own (#at=COMMIT).
// The history is loaded when somebody asks for it.
(function () {
  var slider = document.getElementById("moment"), asked = false;
  if (!slider) { return; }
  function moved(by) {
    slider.value = Number(slider.value) + by;
    slider.dispatchEvent(new Event("input"));
  }
  function ready() {
    var rows = window.ISO20K_HISTORY;
    var last = rows.length - 1, said = document.getElementById("at"), kept = [];
    function all(query) { return Array.from(document.querySelectorAll(query)); }
    function keep(element, told) { kept.push({ element: element, nodes: Array.from(element.childNodes), told: told }); }
    function known(value, words) { return value === null || value === undefined ? "not known" : value + words; }
    var tiles = {
      readiness: function (row) { return known(row[4], " %"); },
      complete: function (row) { return known(row[5], " of 22"); },
      maturity: function (row) { return row[6] === null ? "not assessed" : row[6] + " of 5"; },
      overdue: function (row) { return row[7] === null ? "no register yet" : row[7] + " of " + row[8] + " open"; },
      agreed: function (row) { return row[9] === null ? "no register yet" : row[9] + " of " + row[10]; }
    };
    all(".tiles [data-at]").forEach(function (value) {
      var now = value.textContent;
      keep(value, tiles[value.dataset.at]);
      keep(value.parentNode.querySelector(".was"), function () { return "now " + now; });
    });
    keep(document.querySelector("[data-at=whole]"), function (row) { return known(row[4], " %"); });
    keep(document.querySelector(".radar-box .key"), function () { return "at that moment"; });
    all("[data-at=area]").forEach(function (cell, at) {
      keep(cell, function (row) { return known(row[11][at], " %"); });
      keep(cell.nextElementSibling, function () { return "–"; });
    });
    var bars = all("[data-area] .fill"), cells = all(".cell"), shades = cells.map(function (cell) { return cell.className; });
    var widths = bars.map(function (bar) { return bar.getAttribute("width"); });
    all("[data-at=level]").forEach(function (cell, at) {
      keep(cell, function (row) { var level = row[12][at]; return level === null || level === undefined ? "not assessed" : level + " of 5"; });
    });
    all(".cell-content").forEach(function (content) { keep(content, function () { return "level at that moment"; }); });
    var shape = document.querySelector(".radar .now"), dots = all(".radar .dot"), outline = shape.getAttribute("points");
    var ends = outline.split(" ");
    function draw(row, now) {
      var ring = document.querySelector(".radar .grid:nth-of-type(4)").getAttribute("points").split(" ");
      var places = now ? ends : ring.map(function (end, at) {
        var place = end.split(","), part = (row[11][at] || 0) / 100;
        return (160 + (place[0] - 160) * part).toFixed(1) + "," + (152 + (place[1] - 152) * part).toFixed(1);
      });
      shape.setAttribute("points", places.join(" "));
      dots.forEach(function (dot, at) {
        var place = places[at].split(",");
        dot.setAttribute("cx", place[0]);
        dot.setAttribute("cy", place[1]);
      });
    }
    function show(at) {
      var row = rows[at], now = at === last;
      kept.forEach(function (one) {
        if (now) { one.element.replaceChildren.apply(one.element, one.nodes); } else { one.element.textContent = one.told(row); }
      });
      bars.forEach(function (bar, number) { bar.setAttribute("width", now ? widths[number] : row[11][number] || 0); });
      cells.forEach(function (cell, number) {
        var level = row[12][number];
        cell.className = now ? shades[number] : "cell shade-" + (level === null || level === undefined ? "none" : Math.floor(level));
      });
      draw(row, now);
      slider.value = at + 1;
      said.textContent = row[1] + ", " + row[0].slice(0, 7) + (row[2] ? ", " + row[2] : "") + (now ? ": now" : ": " + known(row[4], " % ready") + ", " + row[3]);
      slider.setAttribute("aria-valuetext", said.textContent);
    }
    function go(at) {
      at = Math.max(0, Math.min(last, at));
      show(at);
      history.replaceState(null, "", at === last ? location.pathname + location.search : "#at=" + rows[at][0]);
    }
    function follow() {
      var told = /^#at=([0-9a-f]{7,40})$/.exec(location.hash);
      var at = told ? rows.findIndex(function (row) { return row[0].indexOf(told[1].slice(0, 12)) === 0; }) : -1;
      if (told) { show(at < 0 ? last : at); }
    }
    function follow() {
      var told = /^#at=([0-9a-f]{7,40})$/.exec(location.hash);
      var at = told ? rows.findIndex(function (row) { return row[0].indexOf(told[1].slice(0, 12)) === 0; }) : -1;
      if (at >= 0) { show(at); }
    }
    slider.addEventListener("input", function () { go(Number(slider.value) - 1); });
    window.addEventListener("hashchange", follow);
    if (Number(slider.value) <= last) { go(Number(slider.value) - 1); } else { follow(); }
  }
  function ask() {
    if (asked) { return; }
    asked = true;
    var script = document.createElement("script");
    script.src = "hist.js";
    script.addEventListener("load", ready);
    document.head.appendChild(script);
  }
  function linked() { if (/^#at=/.test(location.hash)) { ask(); } }
  slider.setAttribute("aria-valuetext", document.getElementById("at").textContent);
  ["focus", "pointerdown", "input"].forEach(function (event) { slider.addEventListener(event, ask); });
  document.getElementById("earlier").addEventListener("click", function () { moved(-1); });
  document.getElementById("later").addEventListener("click", function () { moved(1); });
  window.addEventListener("hashchange", linked);
  linked();
})();
