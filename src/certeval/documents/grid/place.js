"use strict";
/* What is in sight stays where it is while the page changes: a press meets what it is aimed at. */

const STILL = ".element, .onward, #contenu > section";

/** Change the page around what is pointed at, else around the first thing in sight. */
function inPlace(change) {
  const back = hold();
  change();
  back();
}

/** What puts that thing back to where it is now, however much was changed meanwhile. */
function hold() {
  const box = node => node.getBoundingClientRect();
  const inSight = [...document.querySelectorAll(STILL)].filter(each => box(each).bottom > 0 && box(each).top < window.innerHeight);
  const whole = inSight.find(each => each.matches(":hover")), anchor = [...whole?.querySelectorAll(":hover") ?? []].at(-1) ?? whole ?? inSight[0];
  const before = anchor && box(anchor).top, gap = () => box(anchor).top - before;
  return () => {
    if (!anchor?.getClientRects().length || gap() === 0) return; // to scroll by nothing would stop who scrolls
    window.scrollBy(0, gap());
    if (gap() < 1) return;
    lengthen(gap());
    window.scrollBy(0, gap());
  };
}

/** Give a page that ends too soon to be scrolled as many pixels more. */
function lengthen(more) {
  const desk = document.querySelector(".desk");
  desk.style.minHeight = `${Math.ceil(desk.offsetHeight + more)}px`;
}
