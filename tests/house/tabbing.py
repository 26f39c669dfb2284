"""A walk through a page with Tab alone: everything is reached, seen while it has the focus, left."""

from tests.house.shown import Window

# Rings, edges and grounds of what has the focus and of the boxes around it (a file field shows its
# focus on the box that it shares with its button). A frame is a page of its own.
PREPARE = """() => {
    const kinds = "a[href], button, input, select, textarea, summary, [contenteditable=true],"
        + "[tabindex]";
    const dress = each => {
        const told = [];
        for (let box = each, far = 0; box && far < 3; box = box.parentElement, far += 1) {
            const style = getComputedStyle(box);
            told.push([style.outlineStyle === "none" ? "" : style.outlineWidth + style.outlineColor,
                style.boxShadow, style.borderColor, style.backgroundColor].join());
        }
        return told;
    };
    const isShown = each => each.checkVisibility({visibilityProperty: true});
    // Of radio buttons of one name Tab comes to one.
    const group = each => each.type === "radio" ? `${each.form?.id}${each.name}` : each;
    const wanted = new Map();
    for (const each of document.querySelectorAll(kinds))
        if (each.tabIndex >= 0 && !each.disabled && isShown(each) && !wanted.has(group(each)))
            wanted.set(group(each), each);
    // A field that has the focus from the start is to be seen without it first.
    document.activeElement?.blur();
    const before = new Map([...document.querySelectorAll("*")]
        .filter(each => each.tabIndex >= 0).map(each => [each, dress(each)]));
    const walk = {wanted, reached: [], faults: new Set(), first: null, isDone: !wanted.size};
    const settle = () => document.getAnimations()
        .forEach(each => each instanceof CSSTransition && each.finish());
    const call = each => each.outerHTML.slice(0, 140);
    const hides = each => {
        const box = each.getBoundingClientRect();
        if (!box.width || !box.height) return "has the focus and no size";
        const xs = [box.left + 2, (box.left + box.right) / 2, box.right - 2];
        const ys = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2];
        for (const x of xs) for (const y of ys) {
            const top = document.elementFromPoint(x, y);
            if (top && (each.contains(top) || top.contains(each) || each.labels && [...each.labels]
                .some(label => label.contains(top)))) return "";
        }
        return "has the focus and lies outside or under something";
    };
    document.addEventListener("focusin", ({target}) => {
        if (walk.first === target && walk.reached.length > 1) walk.isDone = true;
        walk.first ??= target;
        if (walk.reached.includes(target)) return;
        walk.reached.push(target);
        if (target.tabIndex < 0) return;
        settle();
        const was = before.get(target);
        if (was && String(was) === String(dress(target)))
            walk.faults.add(`looks the same with the focus: ${call(target)}`);
        // Once the page has moved to where the focus is.
        requestAnimationFrame(() => setTimeout(() => {
            settle();
            const why = document.activeElement === target && hides(target);
            if (why) walk.faults.add(`${why}: ${call(target)}`);
        }));
    });
    window.tabWalk = walk;
    window.tabWalkEnds = () => {
        const there = new Set(walk.reached.map(group));
        const missed = [...wanted].filter(([key]) => !there.has(key))
            .map(([, each]) => `Tab does not come to: ${call(each)}`);
        if (!walk.isDone) missed.push(`Tab does not leave the page: ${call(document.activeElement)}`);
        return [...walk.faults, ...missed];
    };
    return wanted.size;
}"""
# Boxes that scroll take the focus too, and a list that opens may need a second press.
SPARE = 12


def faults_of_tabbing(window: Window) -> list[str]:
    """Each thing that takes the focus once, from the top of the page to its end."""
    window.press_tab(window.page.evaluate(PREPARE) + 1)
    for _ in range(SPARE):
        if window.page.evaluate("tabWalk.isDone"):
            break
        window.press_tab(2)
    return window.page.evaluate("tabWalkEnds()")
