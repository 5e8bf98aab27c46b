// Asks the device where it is, only when the person presses the button.
(() => {
  "use strict";
  const button = document.querySelector("[data-locate]");
  const told = document.querySelector("[data-located]");

  const fill = (place) =>
    Object.entries(place).forEach(([name, value]) => (document.querySelector(`[name=${name}]`).value = value));
  const answer = (text) => {
    told.textContent = text;
    button.disabled = false;
  };

  button.addEventListener("click", () => {
    fill({ latitude: "", longitude: "", accuracy: "" }); // what was found before is no answer to this
    told.textContent = button.dataset.waiting;
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const [latitude, longitude] = [coords.latitude, coords.longitude].map((one) => one.toFixed(5));
        fill({ latitude, longitude, accuracy: Math.round(coords.accuracy) });
        answer(`${button.dataset.found}：${latitude}, ${longitude}`);
      },
      () => answer(button.dataset.failed),
      { enableHighAccuracy: true, timeout: 10000 },
    );
  });
})();
