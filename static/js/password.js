// A button below each password that shows what was written.
for (const field of document.querySelectorAll("[data-show]")) {
  const input = field.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "linkish";
  const show = (isShown) => {
    input.type = isShown ? "text" : "password";
    button.textContent = isShown ? field.dataset.hide : field.dataset.show;
  };
  button.addEventListener("click", () => show(input.type === "password"));
  // Sent as a password, whatever is seen: browsers remember texts for other forms.
  input.form.addEventListener("submit", () => show(false));
  show(false);
  const line = document.createElement("div");
  line.append(button);
  field.append(line);
}
