// An element with attributes and children; `true` sets an attribute, `false` leaves it out.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

export function several(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
