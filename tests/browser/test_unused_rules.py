"""The theme's sheet without what nothing in the site names: no rule is gone that would hold for anything on a page."""

from pathlib import Path

import pydata_sphinx_theme
import pytest

SHEET = "_static/styles/pydata-sphinx-theme.css"
THEME = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme"
WHOLE = THEME / SHEET.replace("_static", "static")
PAGES = ("index.html", "book/the-trials.html", "book/simulations.html", "book/references.html", "search.html?q=dose")
# Of the rules of a sheet, with the conditions around them, those that another lacks; and what they would hold for here.
LOST = """async ([whole, pruned]) => {
  const rules = (text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const found = new Map();
    const walk = (list, around) => {
      for (const rule of list) {
        if (rule.selectorText) found.set(`${around} ${rule.selectorText}`, rule.selectorText);
        else if (rule.cssRules) walk(rule.cssRules, `${around} ${rule.conditionText}`);
      }
    };
    walk(sheet.cssRules, "");
    return found;
  };
  const left = rules(pruned);
  const lost = [...rules(whole)].filter(([rule]) => !left.has(rule)).map(([, selector]) => selector);
  const bare = (selector) => selector.replace(/::?(before|after|placeholder|backdrop|marker|-[\\w-]+)/g, "");
  const holds = (selector) => {
    try { return document.querySelector(bare(selector)); } catch { return false; }
  };
  return [lost.length, left.size, lost.filter(holds)];
}"""


@pytest.mark.parametrize("path", PAGES)
def test_no_rule_is_lost_that_would_hold_for_anything(site, site_url, open_page, path):
    page = open_page(f"{site_url}/{path}", width=390)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    lost, left, holding = page.evaluate(LOST, [WHOLE.read_text("utf-8"), (site / SHEET).read_text("utf-8")])
    assert lost > 2000
    assert left > 200
    assert [each for each in holding if not each.startswith(".fa")] == []  # icons.py draws these


def test_a_page_asks_for_no_sheet_twice_and_for_none_that_only_leads_to_another(site):
    for sheet in (site / "_static").rglob("*.css"):
        assert "@import" not in sheet.read_text("utf-8"), sheet
