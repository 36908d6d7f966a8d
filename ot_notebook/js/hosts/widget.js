import figures from "figures:all";
import { h } from "./dom.js";
import { Live } from "./live.js";

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** An anywidget view: the model's traits `name`, `state` and `result`, in sync with the figure both ways. */
function render({ model, el }) {
  const definition = figures[model.get("name")];
  if (!definition) {
    el.append(h("p", { class: "ot-alert", role: "alert" }, `There is no figure '${model.get("name")}'.`));
    return undefined;
  }
  const figure = el.appendChild(h("div", { class: "ot-host" })).appendChild(h("figure", { class: "ot-figure" }));
  let applying = false;
  const live = new Live(figure, definition, {
    initial: model.get("state"),
    onchange: ({ state, result }) => {
      if (applying || same(state, model.get("state"))) return;
      model.set({ state, result });
      model.save_changes();
    },
  });
  const follow = () => {
    if (same(model.get("state"), live.state)) return;
    applying = true;
    live.input(model.get("state"));
    void live.result;
    applying = false;
  };
  model.on("change:state", follow);
  return () => {
    model.off("change:state", follow);
    live.destroy();
  };
}

export default { render };
