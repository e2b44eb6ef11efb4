
"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const articles = [...document.querySelectorAll("article")];
  const rules = [...document.querySelectorAll("aside section")];
  const wide = matchMedia("(min-width: 70rem)");
  let current = null;
  document.documentElement.classList.add("scripted");
  form.hidden = false;

  const shown = () => articles.filter((article) => !article.hidden);

  // On a wide screen the rule of the current finding stands beside it; on a narrow one all rules come at the end.
  function showRule() {
    const wanted = current && `rule-${current.dataset.rule}`;
    for (const rule of rules) rule.hidden = wide.matches && rule.id !== wanted;
  }
  function choose(article) {
    if (article === current) return;
    if (current) current.classList.remove("current");
    current = article;
    if (current) current.classList.add("current");
    showRule();
  }
  function go(element) {
    if (!element) return;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  }
  function filter() {
    const { rule, file, severity, text } = form.elements;
    const words = text.value.toLowerCase();
    for (const article of articles) {
      const { dataset } = article;
      article.hidden = Boolean(
        (rule.value && rule.value !== dataset.rule) || (file.value && file.value !== dataset.file) ||
        (severity.value && severity.value !== dataset.severity) ||
        (words && !article.textContent.toLowerCase().includes(words)));
    }
    form.querySelector("output").textContent = `${shown().length} of ${articles.length} shown`;
    if (!current || current.hidden) choose(shown()[0] || null);
  }
  function step(by) {
    const list = shown();
    const next = list[Math.min(list.length - 1, Math.max(0, list.indexOf(current) + by))];
    choose(next || null);
    go(next);
  }
  function stepOfPath(by) {
    if (!current) return;
    const stops = [...current.querySelectorAll(".path > li")];
    const at = stops.indexOf(document.activeElement.closest(".path > li"));
    go(stops[Math.min(stops.length - 1, Math.max(0, at + by))]);
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  wide.addEventListener("change", showRule);
  for (const kind of ["focusin", "click"]) {
    document.addEventListener(kind, (event) => {
      const article = event.target.closest("article");
      if (article) choose(article);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const keys = { j: () => step(1), k: () => step(-1), n: () => stepOfPath(1), p: () => stepOfPath(-1),
      "/": () => form.elements.text.focus() };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  filter();
})();
