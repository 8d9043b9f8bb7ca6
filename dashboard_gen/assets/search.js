"use strict";
// Looks up words in the index of the site; the index is loaded when somebody begins to search, and the query stands in the address.
(function () {
  var SHOWN = 60, waiting = 0, asked = {};
  function plain(text) { return text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, ""); }
  function wordsOf(text) { return plain(text).match(/[\p{L}\p{N}]+(?:[-.][\p{L}\p{N}]+)*/gu) || []; }

  function load(file, done) {
    if (asked[file]) { asked[file].push(done); if (asked[file].loaded) { done(); } return; }
    asked[file] = [done];
    var script = document.createElement("script");
    script.src = file;
    script.onload = function () { asked[file].loaded = true; asked[file].forEach(function (each) { each(); }); };
    script.onerror = function () { document.getElementById("said").textContent = "The index " + file + " is missing: build the site again."; };
    document.head.appendChild(script);
  }

  function shardOf(word) {
    var shards = window.searchIndex.shards, first = word[0];
    if (shards.length === 1 && shards[0] === "") { return ""; }
    var name = first.charCodeAt(0) < 128 ? first : "other";
    return shards.indexOf(name) < 0 ? null : name;
  }

  function withWords(words, done) {
    load("search-index.js", function () {
      var names = words.map(shardOf).filter(function (name) { return name; }), left = names.length;
      if (!left) { done(); return; }
      names.forEach(function (name) { load("search-words-" + name + ".js", function () { left -= 1; if (!left) { done(); } }); });
    });
  }

  function found(word) {
    var name = shardOf(word), known = name === null ? {} : window.searchWords[name], numbers = new Set();
    for (var each of Object.keys(known)) {
      if (each.startsWith(word)) {
        var number = 0;
        for (var step of known[each].split(" ")) { number += parseInt(step, 36); numbers.add(number); }
      }
    }
    return numbers;
  }

  function ranked(words) {
    var sets = words.map(found), results = window.searchIndex.results;
    var numbers = sets.length ? Array.from(sets[0]).filter(function (n) { return sets.every(function (set) { return set.has(n); }); }) : [];
    function worth(number) {
      var title = wordsOf(results[number][1]), points = -results[number][0];
      words.forEach(function (word) {
        if (title.indexOf(word) >= 0) { points += 20; }
        else if (title.some(function (each) { return each.startsWith(word); })) { points += 10; }
      });
      return points + (title[0] === words[0] ? 10 : 0);
    }
    var points = new Map(numbers.map(function (n) { return [n, worth(n)]; }));
    return numbers.sort(function (a, b) { return points.get(b) - points.get(a) || a - b; });
  }

  function show(query, words) {
    var numbers = ranked(words), list = document.getElementById("results"), index = window.searchIndex;
    list.textContent = "";
    numbers.slice(0, SHOWN).forEach(function (number) {
      var result = index.results[number], item = document.createElement("li"), link = document.createElement("a"), small = document.createElement("small");
      link.href = result[3];
      link.textContent = result[1];
      small.textContent = index.kinds[result[0]] + " · " + result[2];
      item.append(link, small);
      list.append(item);
    });
    var more = numbers.length > SHOWN ? ", the first " + SHOWN + " are shown" : "";
    document.getElementById("said").textContent = numbers.length ? numbers.length + (numbers.length === 1 ? " result" : " results") + more : "Nothing is found for “" + query + "”: try fewer words or their beginnings.";
  }

  function search() {
    var query = document.getElementById("query").value.trim(), words = wordsOf(query), turn = ++waiting;
    try { history.replaceState(null, "", query ? "#q=" + encodeURIComponent(query) : "#"); } catch (error) { /* the address stays */ }
    if (!words.length) {
      document.getElementById("results").textContent = "";
      document.getElementById("said").textContent = "";
      return;
    }
    withWords(words, function () { if (turn === waiting) { show(query, words); } });
  }

  function move(event) {
    var links = Array.from(document.querySelectorAll("#results a")), here = links.indexOf(document.activeElement), query = document.getElementById("query");
    if (event.key === "/" && document.activeElement !== query) { event.preventDefault(); query.focus(); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") { return; }
    if (here < 0 && document.activeElement !== query) { return; }
    var next = here + (event.key === "ArrowDown" ? 1 : -1);
    if (next >= links.length || (here < 0 && next < 0)) { return; }
    event.preventDefault();
    (next < 0 ? query : links[next]).focus();
  }

  function fromAddress() {
    var query = "";
    try { query = decodeURIComponent((/^#q=(.*)$/.exec(location.hash) || ["", ""])[1]); } catch (error) { /* no words */ }
    document.getElementById("query").value = query;
    search();
  }

  document.addEventListener("DOMContentLoaded", function () {
    var query = document.getElementById("query"), timer = 0;
    query.addEventListener("focus", function () { load("search-index.js", function () {}); });
    query.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(search, 80); });
    query.form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
    document.addEventListener("keydown", move);
    window.addEventListener("hashchange", fromAddress);
    if (location.hash.indexOf("#q=") === 0) { fromAddress(); }
  });
})();
