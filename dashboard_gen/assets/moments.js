"use strict";
// The slider of the landing page: another commit or review under an address of its own (#at=COMMIT). What that moment was like
// (hist.js) and how the page shows it (past.js) are loaded when somebody asks.
(function () {
  var slider = document.getElementById("moment"), said = document.getElementById("at"), asked = false, wanted = false, past;
  if (!slider) { return; }
  function say(words) {
    said.textContent = words;
    slider.setAttribute("aria-valuetext", words);
  }
  function show(at) {
    slider.value = at + 1;
    say(past.show(at));
  }
  function go() {
    if (!past) { wanted = true; return ask(); }
    var at = Number(slider.value) - 1;
    show(at);
    history.replaceState(null, "", at === past.last ? location.pathname + location.search : "#at=" + past.commit(at));
  }
  function follow() {
    var told = /^#at=([0-9a-f]{7,40})$/.exec(location.hash);
    if (!told) { return; }
    if (!past) { return ask(); }
    var at = past.find(told[1]);
    show(at < 0 ? past.last : at);
    if (at < 0) { say("Commit " + told[1].slice(0, 7) + " is no moment of this page, which shows " + said.textContent); }
  }
  function load(address) {
    var script = document.createElement("script");
    script.src = address;
    script.async = false; // in this order
    script.addEventListener("error", function () { say(address + " could not be loaded: the page shows " + said.textContent); });
    document.head.appendChild(script);
    return script;
  }
  function ask() {
    if (asked) { return; }
    asked = true;
    load("hist.js");
    load("assets/past.js").addEventListener("load", function () {
      if (!window.ISO20K_HISTORY) { return; }
      past = window.ISO20K_PAST(window.ISO20K_HISTORY);
      if (wanted) { go(); } else { follow(); }
    });
  }
  function moved(by) {
    slider.value = Number(slider.value) + by;
    go();
  }
  slider.setAttribute("aria-valuetext", said.textContent);
  slider.addEventListener("focus", ask);
  slider.addEventListener("pointerdown", ask);
  slider.addEventListener("input", go);
  document.getElementById("earlier").addEventListener("click", function () { moved(-1); });
  document.getElementById("later").addEventListener("click", function () { moved(1); });
  window.addEventListener("hashchange", follow);
  follow();
})();
