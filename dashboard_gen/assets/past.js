"use strict";
// The landing page at another moment: what was true at that commit, as far as the history keeps it (hist.js, made by moments.py).
// What it does not keep is said to be so; nothing of now stays beside it unless it says "now".
window.ISO20K_PAST = function (told) {
  var rows = told.rows.map(function (values) {
    var row = {};
    told.names.forEach(function (name, at) { row[name] = values[at]; });
    return row;
  });
  var last = rows.length - 1, unnamed = "No document named an open action with a day.", undo = [], main = document.getElementById("main"), lead = main.querySelector(".lead"), tall = 0;
  var tops = main.querySelector(".radar polygon:nth-of-type(4)").getAttribute("points").split(" "); // 100 % of each area
  var compared = main.querySelector(".radar .now").getAttribute("points");

  function all(query) { return Array.from(document.querySelectorAll(query)); }
  function known(value) { return value !== null && value !== undefined; }
  function percent(value) { return known(value) ? value + " %" : "not known"; }
  // What a commit tells that can be judged; of another nothing is known.
  function judged(row, value, words, otherwise) { return !known(row.readiness) ? "not known" : known(value) ? words : otherwise; }
  function plural(number, word) { return number + " " + word + (number === 1 ? "" : "s"); }
  function day(iso) {
    return new Date(iso).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  }
  function away(from, to) {
    var days = Math.round((Date.parse(to) - Date.parse(from)) / 864e5);
    return days > 0 ? "in " + plural(days, "day") : days ? plural(-days, "day") + " ago" : "today";
  }
  function signed(by) { return by > 0 ? "+" + by : by < 0 ? "−" + -by : "0"; }

  // Every change of the page knows its way back.
  function put(element) {
    var before = Array.from(element.childNodes), nodes = Array.prototype.slice.call(arguments, 1);
    undo.push(function () { element.replaceChildren.apply(element, before); });
    element.replaceChildren.apply(element, nodes);
  }
  function set(element, name, value) {
    var before = element.getAttribute(name);
    undo.push(function () { if (before === null) { element.removeAttribute(name); } else { element.setAttribute(name, before); } });
    element.setAttribute(name, value);
  }
  function make(name, kind) {
    var made = document.createElement(name);
    if (kind) { made.className = kind; }
    for (var at = 2; at < arguments.length; at += 1) { made.append(arguments[at]); }
    return made;
  }
  function link(address, words) {
    var made = make("a", "more", words);
    made.href = address;
    return made;
  }
  // A section keeps its heading and tells something else.
  function instead(id) {
    var heading = document.getElementById(id);
    put.apply(null, [heading.parentNode, heading].concat(Array.prototype.slice.call(arguments, 1)));
  }

  function label(row) {
    return "As of " + day(row.day) + ", commit " + row.commit.slice(0, 7) + (row.review ? ", " + row.review : "")
      + (row.settings ? ", " + row.settings : "") + ", recomputed with today’s rules";
  }
  function reported(one) {
    return " As reported then: " + one[0] + " % on paper" + (known(one[1]) ? ", " + one[1] + " % for Stage 2" : "")
      + ", as of " + day(one[2]) + " (" + one[3] + ")" + (one[4] ? "; " + one[4] : "") + ".";
  }
  function opening(row) {
    var head = document.getElementById("headline"), compare = lead.querySelector(".compare");
    if (known(row.readiness)) {
      put(head, make("span", "big", row.readiness + " %"), " ready on paper" + (known(row.stage2) ? ", " + row.stage2 + " % for Stage 2" : ""));
    } else {
      put(head, "This commit cannot be judged");
    }
    var words = row.reported.map(reported).join("") + (known(row.readiness) ? "" : " " + row.note + ".");
    (known(row.stages) ? told.told[row.stages] : []).forEach(function (stage, at) {
      words += " Stage " + (at + 1) + ": " + stage[0] + (stage[1] ? ", " + day(stage[1]) + ", " + away(row.day, stage[1]) : ", no day set") + ".";
    });
    put(compare, make("strong", "then", label(row) + "."), words + " ");
    if (row.page) { compare.append(link(row.page, "The frozen page of this review")); }
    put(lead.querySelector(".first"), blocked(row, 3), acting(row, 2));
  }
  function held(row, from, to) {
    return row.blocks.slice(from, to).map(function (number) {
      var one = told.told[number];
      return make("li", "", one[0] + " ", make("span", "quiet", one[1]));
    });
  }
  function column(id, title, list) {
    var heading = make("h2", "small", title);
    heading.id = id;
    if (list.tagName !== "P") { list.setAttribute("aria-labelledby", id); }
    return make("div", "", heading, list);
  }
  function blocked(row, most) {
    if (!row.blocks.length) { return ""; }
    var made = column("blocks", "What blocked", make.apply(null, ["ol", "blockers"].concat(held(row, 0, most))));
    if (row.blocks.length > most) { made.append(make("p", "note", row.blocks.length - most + " more below")); }
    return made;
  }
  function acts(row, most) {
    return make.apply(null, ["ul", "changes"].concat(row.acts.slice(0, most).map(function (number) {
      var one = told.told[number], late = one[3] < row.day, when = away(row.day, one[3]);
      return make("li", "", make("span", late ? "way late" : "way", late ? when.replace("ago", "late") : when), make("span", "", (one[0] ? one[0] + " " : "") + one[1] + " ", make("small", "", one[2] + ", due " + day(one[3]))));
    })));
  }
  function acting(row, most) {
    if (!known(row.readiness)) { return ""; }
    return column("next", "Next to act then", row.acts.length ? acts(row, most) : make("p", "quiet", unnamed));
  }

  function tiles(row) {
    var values = {
      readiness: percent(row.readiness),
      complete: judged(row, row.complete, row.complete + " of 22"),
      maturity: judged(row, row.mean, row.mean + " of 5", "not assessed"),
      overdue: judged(row, row.open, row.overdue + " of " + row.open + " open", "no register yet"),
      agreed: judged(row, row.business, row.covered + " of " + row.business, "no register yet")
    };
    all(".tiles [data-at]").forEach(function (value) {
      put(value.parentNode.querySelector(".was"), "now " + value.textContent);
      put(value, values[value.dataset.at]);
    });
  }
  function outline(values) {
    return tops.map(function (end, at) {
      var place = end.split(","), part = (values[at] || 0) / 100;
      return (160 + (place[0] - 160) * part).toFixed(1) + "," + (152 + (place[1] - 152) * part).toFixed(1);
    });
  }
  function radar(row) {
    var picture = main.querySelector(".radar"), shape = picture.querySelector(".now"), former = picture.querySelector(".former"), places = outline(row.areas);
    if (!former) {
      former = document.createElementNS(shape.namespaceURI, "polygon");
      former.setAttribute("class", "former");
      shape.after(former);
      undo.push(function () { former.remove(); });
    }
    set(former, "points", compared);
    set(shape, "points", places.join(" "));
    picture.querySelectorAll(".dot").forEach(function (dot, at) {
      var place = places[at].split(",");
      set(dot, "cx", place[0]);
      set(dot, "cy", place[1]);
    });
    put(picture.querySelector("desc"), all("[data-area] th").map(function (name, at) {
      return at + 1 + " " + name.firstChild.textContent + " " + percent(row.areas[at]);
    }).join("; ") + ".");
    put(main.querySelector(".radar-box figcaption"), make("span", "key", "as of " + day(row.day)), " ", make("span", "key key-former", "now"));
  }
  function areas(row) {
    var now = rows[last], lines = all(".areas tbody tr, .areas tfoot tr");
    put(main.querySelector(".areas").tHead.rows[0].cells[4], "Until now");
    lines.forEach(function (line, at) {
      var whole = at === lines.length - 1, value = whole ? row.readiness : row.areas[at], end = whole ? now.readiness : now.areas[at];
      set(line.querySelector(".fill"), "width", known(value) ? value : 0);
      put(line.cells[3], percent(value));
      put(line.cells[4], known(value) && known(end) ? signed(end - value) : "–");
      if (!whole) { put(line.cells[5], known(told.told[row.weights][at]) ? told.told[row.weights][at] : "–"); }
      line.querySelectorAll("small").forEach(function (why) { put(why); });
    });
  }
  function clauses(row) {
    var levels = told.told[row.levels], content = told.told[row.content];
    all(".cell").forEach(function (cell, at) {
      var level = levels[at], share = content[at];
      set(cell, "class", "cell shade-" + (known(level) ? Math.floor(level) : "none"));
      if (known(level)) { put(cell.querySelector(".cell-level"), make("span", "digit", level), " of 5"); } else { put(cell.querySelector(".cell-level"), judged(row, level, "", "not assessed")); }
      put(cell.querySelector(".cell-content"), judged(row, share, share < 0 ? "content not checked yet" : "content " + share + " %", "no document yet"));
    });
  }
  function sections(row) {
    var at = "As of " + day(row.day) + ": ", none = "This commit cannot be judged.", lost = !known(row.readiness);
    var gates = row.blocks.length ? make.apply(null, ["ul", "blockers"].concat(held(row))) : make("p", "", lost ? none : "Nothing stood against the best verdicts.");
    instead("verdicts", make("p", "note", label(row) + ". What would have lifted each is not kept."), gates);
    instead("services", make("p", "", at + judged(row, row.business, "an SLA for " + row.covered + " of " + row.business + " live business services.", "no register of SLAs yet.")
      + " Other counts of services are not kept."), link("services.html", "Services as they are now"));
    instead("due", row.acts.length ? acts(row) : make("p", "", lost ? none : unnamed),
      make("p", "", at + judged(row, row.open, "corrective and preventive actions: " + row.open + " open, " + row.closed + " closed, " + row.overdue + " overdue.", "no register of corrective actions yet.")));
    put(document.getElementById("changed"), "What changed");
    instead("changed", make("p", "", "What each commit changed is not kept on this page."), link("changes.html", "Compare any two commits"));
    set(main.querySelector(".trend .cursor"), "d", "M" + row.at + " 0V100");
  }
  function headAndFoot(row) {
    var now = rows[last], words = "as of " + day(row.day) + " at commit " + row.commit.slice(0, 7), head = document.querySelector(".asof"), foot = document.querySelector(".foot p");
    put(head, "Shown " + words + "; the site is as of " + day(now.day) + " at commit " + now.commit.slice(0, 7) + ". ", head.lastElementChild.cloneNode(true));
    put(foot, "Readiness on paper by this tool’s own rules, shown " + words + ". It is no audit result. ", foot.lastElementChild.cloneNode(true));
  }

  function rise() { tall = Math.max(tall, Math.ceil(lead.getBoundingClientRect().height)); }
  function show(at) {
    var row = rows[at];
    rise();
    while (undo.length) { undo.pop()(); }
    document.body.classList.toggle("past", at !== last);
    if (at !== last) {
      [opening, tiles, radar, areas, clauses, sections, headAndFoot].forEach(function (part) { part(row); });
      var title = document.title;
      undo.push(function () { document.title = title; });
      document.title = "As of " + row.day + ", " + row.commit.slice(0, 7) + " · " + title;
    }
    lead.style.minHeight = ""; // what stands above the slider never pulls it up under the hand that moves it
    rise();
    lead.style.minHeight = tall + "px";
    return day(row.day) + ", " + row.commit.slice(0, 7) + (row.review ? ", " + row.review : "") + (at === last ? ": now" : ": " + (known(row.readiness) ? row.readiness + " % ready" : "not known") + ", " + row.verdict);
  }
  return {
    last: last,
    show: show,
    commit: function (at) { return rows[at].commit; },
    find: function (commit) { return rows.findIndex(function (row) { return row.commit.indexOf(commit.slice(0, 12)) === 0; }); }
  };
};
