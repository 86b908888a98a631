/** A field that takes files. */
import { el } from "../dom.js";

/** Files are handed to the local Slack as soon as they are picked; the form then carries what Slack says of them. */
export function fileInput(element, block, scene, naming) {
  const accept = element.filetypes?.map((kind) => `.${kind}`).join(",");
  const names = el("span", { class: "file-names", role: "status" });
  const show = (files) => (names.textContent = files.map((file) => file.name).join(", "));
  const input = el("input", { type: "file", accept, multiple: (element.max_files ?? 10) > 1, ...naming });
  input.addEventListener("change", async () => {
    const files = await scene.upload([...input.files]);
    if (!files) return;
    show(files);
    scene.change(block, element, files, input);
  });
  show(scene.values.bare(block, element));
  return el("div", { class: "file-field" }, input, names);
}
