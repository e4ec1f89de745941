"""A picture that is drawn again as it was is not written again: whatever is written is laid out and painted anew."""

from on_page import EXPLORERS, PAGE, SHOWN

# When a page opens, explorers draw once more what their controls say; here as often as one asks.
AGAIN = """async () => {
  const figures = [...document.querySelectorAll("figure.explorer--live")];
  const told = figures.map((figure) => {
    const told = { name: figure.dataset.explorer, drawn: 0, written: [] };
    figure.addEventListener("explorer:rendered", () => (told.drawn += 1));
    const note = ({ target, attributeName, type }) =>
      told.written.push(`${target.nodeName} ${target.getAttribute?.("class") ?? ""} ${attributeName ?? type}`);
    new MutationObserver((all) => all.forEach(note)).observe(figure.querySelector(".explorer-charts"),
      { subtree: true, childList: true, attributes: true, characterData: true });
    return told;
  });
  dispatchEvent(new PageTransitionEvent("pageshow"));
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (let i = 0; i < 100 && told.some(({ drawn }) => !drawn); i++) await frames();
  await frames();
  return told;
}"""


def test_a_state_that_is_drawn_again_writes_nothing_in_any_picture(site_url, open_page):
    page = open_page(f"{site_url}/{PAGE}")
    for name in (each.declaration.name for each in EXPLORERS.values()):
        page.locator(f'figure.explorer--live[data-explorer="{name}"]').wait_for()
    page.evaluate(SHOWN)
    told = page.evaluate(AGAIN)
    assert {each["name"] for each in told} == {each.declaration.name for each in EXPLORERS.values()}
    assert all(each["drawn"] for each in told), told
    assert not {each["name"]: each["written"] for each in told if each["written"]}
