// Keeps a part of a page up to date by server-sent events. Without it the page is as it was when it was loaded.
document.querySelectorAll("[data-live]").forEach((place) => {
  const state = document.querySelector("[data-live-state]");
  const say = (isOn) => {
    if (state) {
      state.classList.toggle("is-on", isOn);
      state.classList.toggle("is-off", !isOn);
      state.querySelector("span").textContent = isOn ? state.dataset.on : state.dataset.off;
    }
  };
  const events = new EventSource(place.dataset.live);
  events.onopen = () => say(true);
  events.onerror = () => say(false);
  events.addEventListener("rows", (event) => {
    const focused = place.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    place.innerHTML = event.data;
    if (focused) {
      place.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    }
  });
});
