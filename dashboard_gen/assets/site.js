"use strict";
// The pages say everything without this file; it adds the theme button, keys and what a phone needs.
(function () {
  var root = document.documentElement, themes = ["auto", "light", "dark"], key = "iso20k-theme";
  function stored() {
    try { return themes.indexOf(localStorage.getItem(key)) > 0 ? localStorage.getItem(key) : "auto"; }
    catch (error) { return "auto"; }
  }
  function show(theme) {
    if (theme === "auto") { root.removeAttribute("data-theme"); } else { root.setAttribute("data-theme", theme); }
  }
  root.classList.add("scripted");
  var theme = stored();
  show(theme);

  function themeButton() {
    var button = document.getElementById("theme");
    function label() { button.textContent = "Theme: " + theme; }
    label();
    button.addEventListener("click", function () {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      try { localStorage.setItem(key, theme); } catch (error) { /* a page from a file may have no storage */ }
      show(theme);
      label();
    });
  }

  // n and p go through the findings of a page; where an address can be copied, a button does so.
  function findings() {
    var all = Array.from(document.querySelectorAll(".found, .findings > li[id]")), at = -1;
    if (!all.length) { return; }
    document.addEventListener("keydown", function (event) {
      var target = event.target;
      if ((event.key !== "n" && event.key !== "p") || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) { return; }
      var inside = all.findIndex(function (each) { return each.contains(document.activeElement); });
      at = Math.max(0, Math.min(all.length - 1, (inside < 0 ? at : inside) + (event.key === "n" ? 1 : -1)));
      all[at].setAttribute("tabindex", "-1");
      all[at].focus();
      all[at].scrollIntoView({ block: "center" });
    });
  }

  // A line of a document that takes several pages has the address of its first; the link goes on to where it stands.
  function part() {
    var told = /^#L(\d+)$/.exec(location.hash);
    if (!told || document.getElementById(location.hash.slice(1))) { return; }
    document.querySelectorAll(".parts a").forEach(function (link) {
      if (Number(link.dataset.first) <= Number(told[1])) { told.to = link.href + location.hash; }
    });
    if (told.to) { location.replace(told.to); }
  }

  // On a phone the names of the pages stand on one line; the current one is brought into sight.
  function currentPage() {
    var link = document.querySelector("nav [aria-current]"), nav = link && link.closest("nav");
    if (!nav || nav.scrollWidth <= nav.clientWidth) { return; }
    nav.scrollLeft = link.offsetLeft - nav.offsetLeft - 24;
    nav.addEventListener("focusin", whole);
  }

  // On a phone each row of such a table is told by itself, with the words of the heading before each cell.
  function stacked() {
    document.querySelectorAll("table.stack").forEach(function (table) {
      var names = Array.from(table.tHead.rows[0].cells, function (cell) { return cell.textContent.trim(); });
      table.querySelectorAll("tbody tr, tfoot tr").forEach(function (row) {
        Array.from(row.cells).forEach(function (cell, at) { cell.dataset.label = names[at]; });
      });
      table.classList.add("labelled");
    });
  }

  // Of what scrolls sideways, a link that has the focus is brought wholly into sight.
  function whole(event) {
    if (event.target !== event.currentTarget) { event.target.scrollIntoView({ block: "nearest", inline: "nearest" }); }
  }

  // What is wider than the screen shows at its edge that more follows.
  function scrolled() {
    document.querySelectorAll(".scroll").forEach(function (box) {
      function mark() { box.classList.toggle("cut", box.scrollWidth - box.clientWidth - box.scrollLeft > 1); }
      box.addEventListener("scroll", mark);
      box.addEventListener("focusin", whole);
      window.addEventListener("resize", mark);
      mark();
    });
  }

  function permalinks() {
    if (!navigator.clipboard) { return; }
    document.querySelectorAll("a[data-permalink]").forEach(function (link) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy link";
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(link.href).then(
          function () { button.textContent = "Copied"; },
          function () { button.textContent = "Copy failed"; });
      });
      link.after(button);
    });
  }

  document.addEventListener("DOMContentLoaded", function () { themeButton(); stacked(); scrolled(); findings(); permalinks(); currentPage(); part(); });
})();
