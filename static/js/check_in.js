// Asks the device where it is, only when the person presses the button.
(() => {
  "use strict";
  const button = document.querySelector("[data-locate]");
  const told = document.querySelector("[data-located]");
  const field = (name) => document.querySelector(`[name=${name}]`);

  button.addEventListener("click", () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field("latitude").value = coords.latitude.toFixed(5);
        field("longitude").value = coords.longitude.toFixed(5);
        field("accuracy").value = Math.round(coords.accuracy);
        told.textContent = `${button.dataset.found}：${field("latitude").value}, ${field("longitude").value}`;
      },
      () => (told.textContent = button.dataset.failed),
      { enableHighAccuracy: true, timeout: 10000 },
    ),
  );
})();
