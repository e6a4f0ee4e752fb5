// Draws the OpenAPI document. Nothing is asked of any other machine.
(() => {
  const place = document.getElementById("operations");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
  follow();
  dark.addEventListener("change", follow);
  window.SwaggerUIBundle({
    url: place.dataset.schema,
    domNode: place,
    deepLinking: false,
    validatorUrl: null,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    defaultModelRendering: "example",
    displayRequestDuration: true,
    presets: [window.SwaggerUIBundle.presets.apis],
    supportedSubmitMethods: ["get"],
  });
})();
